package import Domain
import HTML

/// 数据开放: every data set for people, with its downloads, terms and contact.
package struct OpenDataPage: Sendable {
    package var datasets: [Dataset]
    /// Dumps that are on the disk, newest first.
    package var dumps: [DataDump]
    package var office: OrganisationUnit?
    /// The county's own terms; without them ours are shown.
    package var terms: DocumentBody?

    package init(datasets: [Dataset], dumps: [DataDump], office: OrganisationUnit?, terms: DocumentBody?) {
        self.datasets = datasets
        self.dumps = dumps
        self.office = office
        self.terms = terms
    }

    package static let standardTerms = "本页的数据都是已经主动公开的信息，任何人都可以免费下载、使用，不需要登记。使用时请注明来源和下载日期；改编后的内容，请说明是改编的。"
}

extension OpenDataPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "数据开放",
            column: PageHead.Column(
                name: "数据开放", description: "主动公开的文件、标准目录、公开主体、公开监测等数据，供下载和程序读取。", keywords: ["数据开放", "开放数据", "下载"],
                type: .openData))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "数据开放", lead: "网站上的信息也可以成批下载。每个数据集都有 JSON 和 CSV 两种格式，文字为 UTF-8 编码，不需要登记。")
        section(&html, "数据集") { html in
            html(.ul, .class("datasets")) { html in
                for dataset in datasets { write(dataset, &html) }
            }
        }
        writeDumps(&html)
        section(&html, "使用条件", id: "terms") { html in
            if let terms {
                DocumentText(documentBody: terms, title: "使用条件", topLevel: 3).write(&html)
            } else {
                html(.p, text: Self.standardTerms)
            }
        }
        section(&html, "供程序使用") { html in
            html(.ul) { html in
                link(&html, "数据目录（DCAT，JSON-LD）", .dataCatalogue, "列出全部数据集，供其他平台收录。")
                link(&html, "数据接口", .api, "逐页读取；也可以只取上次以后的变更。")
                link(&html, "接口说明文件（OpenAPI）", .openAPI, "")
            }
        }
        section(&html, "联系") { html in
            if let office { ContactList(unit: office).write(&html) }
            html(.p) { html in
                html.text("发现数据有误，请")
                html(.a, .href(Address.comment().link), text: "告诉我们")
                html.text("。")
            }
        }
    }

    private func write(_ dataset: Dataset, _ html: inout HTMLWriter) {
        html(.li, .class("dataset"), .id(dataset.key)) { html in
            html(.h3, text: dataset.title)
            html(.p, text: dataset.summary)
            html(.p, .class("quiet"), text: "\(dataset.rhythm.words)，\(dataset.columns.count) 项")
            html(.ul, .class("downloads")) { html in
                for format in DatasetFormat.allCases {
                    html(.li) { html in
                        html(.a, .class("button quiet"), .href(Address.dataset(dataset.key, format).link), .download) { html in
                            html(.span, .class("unseen"), text: "下载\(dataset.title)：")
                            html.text(format.words)
                        }
                    }
                }
            }
            html(.details) { html in
                html(.summary, text: "各项的含义")
                html(.dl, .class("facts")) { html in
                    for column in dataset.columns {
                        html(.div) { html in
                            html(.dt) { $0(.code, text: column.name) }
                            html(.dd, text: column.title)
                        }
                    }
                }
            }
        }
    }

    private func writeDumps(_ html: inout HTMLWriter) {
        section(&html, "整库下载", id: "dumps") { html in
            guard let newest = dumps.first else {
                return EmptyState(reason: "目前没有整库下载文件。", advice: "各数据集可以在上面分别下载。").write(&html)
            }
            html(.p, text: "每天夜里把全部数据集打成一套文件，附公开日志的签名检查点和每个文件的 SHA-256、SM3 摘要，供核对。文件说明见其中的 README.txt。")
            html(.div, .class("table-scroll"), .role("region"), .tabIndex(0), .aria("label", "\(newest.day)的整库下载文件")) { html in
                html(.table, .class("data-table")) { html in
                    html(.caption, text: "\(newest.day)，共 \(newest.files.count + 1) 个文件，\(newest.sizeInBytes.asFileSize)")
                    html(.thead) { html in
                        html(.tr) { html in
                            for heading in ["文件", "大小", "行数"] { html(.th, .scope("col"), text: heading) }
                        }
                    }
                    html(.tbody) { html in
                        line(&html, newest.day, "manifest.json", nil, nil)
                        for file in newest.files { line(&html, newest.day, file.name, file.bytes, file.rows) }
                    }
                }
            }
            guard dumps.count > 1 else { return }
            html(.p, text: "更早的清单：")
            html(.ul, .class("plain-links")) { html in
                for dump in dumps.dropFirst() {
                    html(.li) { $0(.a, .href(Address.dumpFile(day: dump.day, name: "manifest.json").link), text: dump.day) }
                }
            }
        }
    }

    private func line(_ html: inout HTMLWriter, _ day: String, _ name: String, _ bytes: Int?, _ rows: Int?) {
        html(.tr) { html in
            html(.th, .scope("row")) { $0(.a, .href(Address.dumpFile(day: day, name: name).link), .download, text: name) }
            html(.td, .class("number"), text: bytes?.asFileSize ?? "")
            html(.td, .class("number"), text: rows?.grouped ?? "")
        }
    }

    private func link(_ html: inout HTMLWriter, _ label: String, _ address: Address, _ words: String) {
        html(.li) { html in
            html(.a, .href(address.link), text: label)
            if !words.isEmpty { html.text("：\(words)") }
        }
    }
}
