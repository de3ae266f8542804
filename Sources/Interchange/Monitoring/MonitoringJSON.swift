package import Domain

/// A monitoring report for other programs: figures are whole numbers, shares are a part and a whole. Every key is always there.
package enum MonitoringJSON {
    /// - Parameter items: whether every item of every unit is listed, too.
    package static func text(_ report: MonitoringReport, _ names: MonitoringNames, items: Bool) -> String {
        var json = JSONWriter()
        json.object { json in
            json.value("asOf", report.day.description)
            json.value("catalogue", report.catalogue?.title)
            json.object("total") { write(report.total, to: &$0) }
            let units = report.grouped { $0.unit }
            json.array("units") { json in
                for unit in names.units {
                    guard let figures = units[unit.id] else { continue }
                    json.object { json in
                        json.value("code", unit.code)
                        json.value("name", unit.name)
                        write(figures, to: &json)
                    }
                }
            }
            writeDomains(report, names, to: &json)
            for facet in MonitoringFacet.allCases {
                json.object(facet.rawValue) { json in
                    json.value("overlaps", facet.overlaps)
                    json.array("parts") { json in
                        for part in report.parts(facet) {
                            json.object { json in
                                json.value("name", part.name)
                                write(part.figures, to: &json)
                            }
                        }
                    }
                }
            }
            json.value("unassignedItems", report.unassigned.count)
            writeGuide(report.guide, to: &json)
            if items { writeItems(report, names, to: &json) }
        }
        return json.text
    }

    private static func writeDomains(_ report: MonitoringReport, _ names: MonitoringNames, to json: inout JSONWriter) {
        let domains = report.grouped { $0.domain }
        json.array("domains") { json in
            for (code, figures) in domains.sorted(by: { $0.key < $1.key }) {
                json.object { json in
                    json.value("code", code)
                    json.value("name", names.domain(code))
                    write(figures, to: &json)
                }
            }
        }
    }

    private static func writeGuide(_ gap: MonitoringReport.GuideGap?, to json: inout JSONWriter) {
        guard let gap else { return json.value("guide", nil as String?) }
        json.object("guide") { json in
            json.value("title", gap.guide.title)
            json.value("items", gap.itemCount)
            json.array("notAdopted") { json in
                for missing in gap.missing {
                    json.object { json in
                        json.value("domain", missing.domain)
                        json.value("name", missing.name)
                    }
                }
            }
        }
    }

    private static func writeItems(_ report: MonitoringReport, _ names: MonitoringNames, to json: inout JSONWriter) {
        json.array("items") { json in
            for line in report.lines {
                json.object { json in
                    json.value("unit", names.unitCode(line.unit))
                    json.value("domain", line.domain)
                    json.value("item", line.item.description)
                    json.strings("levels", line.entry.levels)
                    write(line.figures, to: &json)
                }
            }
        }
    }

    private static func write(_ figures: MonitoringFigures, to json: inout JSONWriter) {
        json.object("duties") { json in
            json.value("total", figures.duties.total)
            json.value("due", figures.duties.due)
            for standing in DutyStanding.allCases { json.value(standing.rawValue, figures.duties[standing]) }
        }
        write("coverage", figures.duties.coverage, to: &json)
        write("timeliness", figures.duties.timeliness, to: &json)
        json.object("places") { json in
            json.value("total", figures.places.places)
            json.value("filled", figures.places.filled)
            json.value("documents", figures.places.documents)
        }
        json.object("elements") { json in
            json.value("judgedDocuments", figures.elements.judged)
            json.value("unknownDocuments", figures.elements.unknown)
            json.value("required", figures.elements.required)
            json.value("covered", figures.elements.covered)
            json.value("excused", figures.elements.excused)
        }
        write("completeness", figures.elements.completeness, to: &json)
    }

    private static func write(_ key: String, _ ratio: Ratio, to json: inout JSONWriter) {
        json.object(key) { json in
            json.value("part", ratio.part)
            json.value("whole", ratio.whole)
        }
    }
}
