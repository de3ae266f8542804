import Domain
import HTML

extension AccessibilityPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "无障碍声明", description: "本网站的无障碍设计、使用办法和反馈途径。", width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "无障碍声明", lead: "我们希望每个人都能用这个网站，包括看不清、看不见、手不方便和不熟悉电脑的人。")
        section(&html, "怎样放大文字") { html in
            html(.ul) { html in
                html(.li, text: "点页面右上角的“大字”，文字放大三分之一，您的选择只保存在自己的浏览器里。")
                html(.li, text: "也可以同时按 Ctrl 和加号键放大整个页面，按 Ctrl 和 0 恢复。手机可以用两指放大，或者在系统设置里调大字号。")
                html(.li, text: "系统设为深色时，页面自动换成深色。")
            }
        }
        section(&html, "怎样用键盘") { html in
            html(.ul) { html in
                html(.li, text: "按 Tab 键依次到达每个链接和按钮，按回车键打开。")
                html(.li, text: "每页开头第一个链接是“跳到正文”，可以跳过导航。")
            }
        }
        section(&html, "怎样用读屏软件") { html in
            html(.ul) { html in
                html(.li, text: "每页只有一个一级标题，标题逐级排列，可以用标题键浏览。")
                html(.li, text: "表格有标题和表头，表中的勾选读作文字。")
                html(.li, text: "状态用文字和形状表示，不只靠颜色。")
            }
        }
        section(&html, "遵循的标准") { html in
            html(.p, text: "本网站按《Web 内容无障碍指南》（WCAG）2.2 版 AA 级设计。")
            if let examined { html(.p, text: "最近一次检查：\(examined.inWords)。") }
        }
        section(&html, "还有做得不够的地方") { html in
            html(.ul) { html in
                html(.li, text: "各单位上传的附件（PDF、Word、Excel）由发文单位制作，有的可能不便于读屏软件阅读。")
                html(.li, text: "从其他网站导入的旧文件，表格可能没有表头。")
            }
        }
        CountyStatement(heading: "本县的说明", statement: statement).write(&html)
        section(&html, "遇到困难") { html in
            html(.p, text: "阅读有困难、视力或者听力有障碍的，可以联系我们，我们提供必要的帮助（《政府信息公开条例》第四十三条）。")
            if let office { ContactList(unit: office).write(&html) }
            html(.p) { html in
                html.text("也可以")
                html(.a, .href(Address.comment().link), text: "写下意见")
                html.text("。")
            }
        }
    }
}
