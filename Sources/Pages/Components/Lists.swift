import Domain
import HTML

/// Documents, one a line: title, unit, number, date.
struct DisclosureList {
    var documents: [DisclosureLink]
    var showsUnit = true

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for document in documents { write(document, &html) }
        }
    }

    private func write(_ document: DisclosureLink, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(.a, .class("document-title"), .href(Address.disclosure(document.id).link), text: document.title)
            html(.p, .class("document-facts")) { html in
                DocumentDay(document: document).write(&html)
                if showsUnit, let unit = document.unit { html(.span, .class("document-unit"), text: unit.name) }
                if let number = document.number { html(.span, .class("document-number"), text: number) }
                if document.validity.isWithdrawn { ValidityTag(validity: document.validity).write(&html) }
            }
        }
    }
}

/// The day a list shows: of publication, or with a word before it the day on which the document was made.
struct DocumentDay {
    var document: DisclosureLink

    func write(_ html: inout HTMLWriter) {
        if let published = document.published {
            html(.time, .class("document-day"), .dateTime(published.day.description), text: published.day.description)
        } else if let made = document.made {
            html(.span, .class("document-day")) { html in
                html.text("成文 ")
                html(.time, .dateTime(made.description), text: made.description)
            }
        } else {
            html(.span, .class("document-day"), text: "日期不详")
        }
    }
}

/// Why there is nothing here, and what to do next.
struct EmptyState {
    var reason: String
    var advice: String
    var links: [(label: String, address: Address)] = []

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("empty")) { html in
            html(.p, .class("empty-reason"), text: reason)
            html(.p, text: advice)
            guard !links.isEmpty else { return }
            html(.ul, .class("plain-links")) { html in
                for link in links { html(.li) { $0(.a, .href(link.address.link), text: link.label) } }
            }
        }
    }
}

/// Where the list goes on. Pages are found by a key, so there is a next one and the way back to the first, and no page numbers.
struct Pagination {
    var shown: Int
    var total: Total
    /// What is counted, such as 份文件.
    var noun: String
    var next: Address?
    /// The first page, when this is another.
    var first: Address?

    func write(_ html: inout HTMLWriter) {
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(shown.grouped) \(noun)，共 \(total.words) \(noun)")
            if let first { html(.a, .class("button quiet"), .href(first.link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }
}

/// Domains as a grid of cards.
struct DomainGrid {
    var domains: [DomainSummary]

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("domain-grid")) { html in
            for summary in domains {
                html(.li) { html in
                    html(.a, .href(Address.domain(summary.domain.code).link)) { html in
                        html(.span, .class("domain-code"), .aria("hidden", "true"), text: summary.domain.code)
                        html(.span, .class("domain-name"), text: summary.domain.name)
                        html(.span, .class("domain-count"), text: "\(summary.itemCount.grouped) 项，\(summary.documentCount.grouped) 份文件")
                    }
                }
            }
        }
    }
}

/// Links to the catalogue as files.
struct Downloads {
    var domain: String?
    /// What is downloaded, for a reader who hears the link alone.
    var subject: String

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("downloads")) { html in
            for format in CatalogueFileFormat.allCases {
                html(.li) { html in
                    html(.a, .class("button quiet"), .href(Address.catalogueFile(domain: domain, format).link), .download) { html in
                        html(.span, .class("unseen"), text: "下载\(subject)：")
                        html.text(format.words)
                    }
                }
            }
        }
    }
}

/// Who to ask: the office's contact, as the guide must state it (条例 Art. 12).
struct ContactList {
    var unit: OrganisationUnit

    func write(_ html: inout HTMLWriter) {
        let contact = unit.contact
        html(.dl, .class("facts")) { html in
            row(&html, "机构名称", unit.name)
            row(&html, "负责人", contact.head)
            row(&html, "办公地址", contact.address)
            row(&html, "办公时间", contact.officeHours)
            if !contact.phone.isEmpty { fact(&html, "联系电话") { PhoneLink(number: contact.phone).write(&$0) } }
            row(&html, "传真号码", contact.fax)
            if !contact.email.isEmpty {
                fact(&html, "电子邮箱") { html in
                    guard let address = WebAddress("mailto:" + contact.email) else { return html.text(contact.email) }
                    html(.a, .href(address), text: contact.email)
                }
            }
        }
    }

    private func row(_ html: inout HTMLWriter, _ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        fact(&html, label) { $0.text(value) }
    }
}

/// One line of a definition list.
func fact(_ html: inout HTMLWriter, _ label: String, value: (inout HTMLWriter) -> Void) {
    html(.div) { html in
        html(.dt, text: label)
        html(.dd, content: value)
    }
}

/// A section with its heading.
func section(
    _ html: inout HTMLWriter, _ heading: String, id: String? = nil, class name: String = "section", content: (inout HTMLWriter) -> Void
) {
    html(.section, attributes: [.class(name)]) { html in
        html(.h2, attributes: id.map { [.id($0)] } ?? []) { $0.text(heading) }
        content(&html)
    }
}

/// The page's only `h1`, with an optional sentence under it.
func pageTitle(_ html: inout HTMLWriter, _ title: String, lead: String? = nil) {
    html(.h1, text: title)
    if let lead { html(.p, .class("lead"), text: lead) }
}
