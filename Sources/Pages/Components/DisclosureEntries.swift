import HTML

/// The four fixed entries of the 政府信息公开 platform (国办公开办函〔2019〕61号), in their order, and 依申请公开 after them.
struct DisclosureEntries {
    static let all: [(mark: String, name: String, words: String, address: Address)] = [
        ("指", "政府信息公开指南", "信息怎么分类、到哪里找、找谁问", .guide),
        ("制", "政府信息公开制度", "公开工作依据的法律和规定", .rules),
        ("公", "法定主动公开内容", "依法应当主动公开的全部信息", .statutory),
        ("年", "政府信息公开年报", "各单位每年公开工作的报告", .reports),
        ("申", "依申请公开", "网上查不到的，可以申请公开", .requests),
    ]

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("entries")) { html in
            for entry in DisclosureEntries.all {
                html(.li) { html in
                    html(.a, .href(entry.address.link)) { html in
                        html(.span, .class("entry-mark"), .aria("hidden", "true"), text: entry.mark)
                        html(.span, .class("entry-text")) { html in
                            html(.span, .class("entry-name"), text: entry.name)
                            html(.span, .class("entry-words"), text: entry.words)
                        }
                    }
                }
            }
        }
    }
}
