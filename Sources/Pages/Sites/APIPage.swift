import Domain
import HTML

extension APIPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "数据接口",
            column: PageHead.Column(
                name: "数据接口", description: "供程序读取公开文件、标准目录和公开主体的接口。", keywords: ["数据接口", "数据开放", "Atom"], type: .openData),
            width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "数据接口", lead: "网站上的信息也可以用程序读取，不需要注册。")
        section(&html, "搜索") { html in
            example(&html, frame, "/api/v1/search?q=" + "公开".percentEncoded + "&sort=newest&limit=20")
            html(.p, text: "返回 JSON：总数、结果和下一页的位置。参数：")
            html(.dl, .class("facts")) { html in
                let parameters = [
                    ("q", "要找的词，几个词之间用空格。"), ("sort", "relevance 最相关在前，newest 最新在前。"), ("limit", "每页条数。"), ("unit", "单位代码，见单位页面的地址。"),
                    ("domain", "领域代码，见领域页面的地址。"), ("after", "上一页给出的 next，用来取下一页。"),
                ]
                for (name, words) in parameters {
                    html(.div) { html in
                        html(.dt) { $0(.code, text: name) }
                        html(.dd, text: words)
                    }
                }
            }
        }
        section(&html, "变更", id: "changes") { html in
            html(.p, text: "保存副本的平台（例如省、市政府信息公开平台）不必每次重新读取：按公开日志的顺序取上次以后的公开、更正、修改有效性和撤下。")
            example(&html, frame, "/api/v1/changes?after=0&limit=100")
            html(.ul) { html in
                html(.li, text: "第一次从 0 开始；用整库下载的，从清单中的 sequence 开始。以后每次用上一次返回的 next。")
                html(.li, text: "日志没有间断、不会改写：按顺序读不会遗漏，同一个位置总是给出同样的变更。")
                html(.li, text: "有 document 就按 id 新增或者替换，有 tombstone 就删除，两样都没有就跳过；重复处理结果相同。")
                html(.li, text: "已经撤下的文件只有撤下说明，没有内容。没有新的变更时 results 是空的，可以用 ETag 少传数据。")
            }
        }
        section(&html, "成批下载") { html in
            html(.p) { html in
                html.text("全部数据集和整库下载见")
                html(.a, .href(Address.openData.link), text: "数据开放")
                html.text("；数据目录（DCAT）见")
                html(.a, .href(Address.dataCatalogue.link), text: "catalogue.jsonld")
                html.text("。")
            }
        }
        section(&html, "整个标准目录") { html in
            html(.p, text: "标准目录可以下载为三种格式，单个领域的下载地址在领域页面上。")
            Downloads(domain: nil, subject: "全部目录").write(&html)
        }
        section(&html, "订阅") { html in
            html(.p, text: "最新公开、每个单位、每个领域、每个事项、每类推送对象和每次搜索都有 Atom 订阅地址，可以用任何阅读器或者程序读取。")
            example(&html, frame, Address.feed(.everything).path)
            example(&html, frame, Address.feed(.search(SearchQuery(text: "征地"))).path)
        }
        section(&html, "约定") { html in
            html(.ul) { html in
                html(.li, text: "文字为 UTF-8 编码；日期写作 2026-03-20，时间带时区。")
                html(.li, text: "列表用“下一页”的位置翻页，翻页途中有新文件也不会重复或者遗漏。")
                html(.li, text: "出错时返回 RFC 9457 格式的说明和编号。")
                html(.li, text: "请求太频繁时返回 429，并写明多久以后再试。")
            }
            html(.p) { html in
                html.text("全部接口的准确说明见")
                html(.a, .href(Address.openAPI.link), text: "OpenAPI 文件")
                html.text("。")
            }
        }
    }

    private func example(_ html: inout HTMLWriter, _ frame: SiteFrame, _ path: String) {
        html(.p, .class("example")) { html in
            html(.a, .href(WebAddress(path: path))) { $0(.code, text: "GET " + frame.origin + path) }
        }
    }
}
