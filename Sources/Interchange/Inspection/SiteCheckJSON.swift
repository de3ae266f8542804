package import Domain

/// An inspection of the own portal for other programs: the report as of any other site, and what it warns of.
package enum SiteCheckJSON {
    /// One object on one line.
    package static func object(_ check: SiteCheck) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            InspectionJSON.write(check.report, "report", &writer)
            writer.array("warnings") { writer in for warning in check.warnings { write(warning, &writer) } }
        }
        return writer.utf8
    }

    private static func write(_ warning: InspectionWarning, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.value("rule", warning.rule.rawValue)
            writer.value("name", warning.rule.name)
            writer.value("severity", warning.rule.severity.rawValue)
            writer.value("day", warning.day.description)
            writer.value("sentence", warning.sentence)
            writer.value("page", warning.evidence.page)
            writer.value("place", warning.evidence.place)
        }
    }
}
