import Domain
import HTML

/// The standard table of a catalogue (RULES §4.3): grouped headings, ticks, one row an item. On a narrow screen each row is a card with
/// the same labels; the roles keep it a table for screen readers when the style sheet lays it out otherwise.
struct StandardTable {
    var lines: [DomainPage.Line]
    var caption: String

    func write(_ html: inout HTMLWriter) {
        let tiers = shownTiers
        html(
            .div, .class("table-scroll cards standard"), .role("region"), .tabIndex(0), .aria("label", caption),
            .data("filterable", "在表中查找")
        ) { html in
            html(.table, .class("data-table standard-table"), .role("table")) { html in
                html(.caption, text: caption)
                writeHead(&html, tiers: tiers)
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines { write(line, tiers: tiers, &html) }
                }
            }
        }
    }

    /// County and township as in the printed table, and others only where an item names them.
    private var shownTiers: [Tier] {
        let named = Set(lines.flatMap(\.item.entry.tiers))
        return Tier.allCases.filter { $0 == .county || $0 == .township || named.contains($0) }
    }

    private func writeHead(_ html: inout HTMLWriter, tiers: [Tier]) {
        html(.thead, .role("rowgroup")) { html in
            html(.tr, .role("row")) { html in
                for heading in ["公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"] {
                    html(.th, .scope("col"), .rowSpan(2), .role("columnheader"), text: heading)
                }
                for (heading, count) in [("公开对象", 2), ("公开方式", 2), ("公开层级", tiers.count)] {
                    html(.th, .scope("colgroup"), .columnSpan(count), .role("columnheader"), .class("group"), text: heading)
                }
                html(.th, .scope("col"), .rowSpan(2), .role("columnheader"), text: "公开文件")
            }
            html(.tr, .role("row")) { html in
                for heading in ["全社会", "特定群体", "主动", "依申请"] + tiers.map(\.rawValue) {
                    html(.th, .scope("col"), .role("columnheader"), .class("tick"), text: heading)
                }
            }
        }
    }

    private func write(_ line: DomainPage.Line, tiers: [Tier], _ html: inout HTMLWriter) {
        let entry = line.item.entry
        html(.tr, .role("row"), .id("item-\(line.item.id)")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.span, .class("position"), text: String(line.item.position))
                if entry.levels.count > 1 { html(.span, .class("upper-levels"), text: entry.levels.dropLast().joined(separator: " › ")) }
                html(.a, .href(Address.item(line.item.id).link), text: entry.name)
            }
            words(&html, "公开内容", entry.elements)
            words(&html, "公开依据", entry.bases)
            html(.td, .role("cell"), .data("label", "公开时限"), .class("limit")) { html in
                if let limit = entry.timeLimit { html.text(limit.text) } else { absent(&html) }
            }
            html(.td, .role("cell"), .data("label", "公开主体"), .class("units")) { html in
                if line.units.isEmpty, entry.subjects.isEmpty { return absent(&html) }
                line.units.isEmpty ? html.text(entry.subjects.joined(separator: "、")) : UnitNames(units: line.units).write(&html)
            }
            channels(&html, entry)
            tick(&html, "公开对象", "全社会", entry.audience.everyone)
            tick(&html, "公开对象", "特定群体", entry.audience.specific)
            tick(&html, "公开方式", "主动", entry.modes.contains(.proactive))
            tick(&html, "公开方式", "依申请", entry.modes.contains(.onRequest))
            for tier in tiers { tick(&html, "公开层级", tier.rawValue, entry.tiers.contains(tier)) }
            html(.td, .role("cell"), .data("label", "公开文件"), .class("coverage")) {
                CoverageTag(documentCount: line.documentCount).write(&$0)
            }
        }
    }

    private func words(_ html: inout HTMLWriter, _ label: String, _ words: [String]) {
        html(.td, .role("cell"), .data("label", label), .class("words")) { html in
            guard words.count > 1 else { return words.isEmpty ? absent(&html) : html.text(words[0]) }
            html(.ul) { html in
                for word in words { html(.li, text: word) }
            }
        }
    }

    private func channels(_ html: inout HTMLWriter, _ entry: CatalogueEntry) {
        html(.td, .role("cell"), .data("label", "公开渠道"), .class("channels")) { html in
            guard !entry.channels.isEmpty else { return absent(&html) }
            html(.ul) { html in
                for channel in entry.channels {
                    let others = channel == .other && !entry.otherChannels.isEmpty ? "：" + entry.otherChannels.joined(separator: "、") : ""
                    html(.li, .title(channel.rawValue), text: channel.shortName + others)
                }
            }
        }
    }

    private func tick(_ html: inout HTMLWriter, _ group: String, _ label: String, _ isTicked: Bool) {
        html(.td, .role("cell"), .data("label", group), .class(isTicked ? "tick on" : "tick off")) { html in
            if isTicked { html(.span, .class("mark"), .aria("hidden", "true"), text: "✓") }
            html(.span, .class("tick-word"), text: isTicked ? label : "否")
        }
    }

    private func absent(_ html: inout HTMLWriter) { html(.span, .class("quiet"), text: "未写明") }
}
