import Domain
import HTML
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let annualReportEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.annualReports) { try await $0.annualReports() },
        WorkEndpoint(.annualReport) { try await $0.annualReport() },
        WorkEndpoint(.saveAnnualReport) { try await $0.saveAnnualReport() },
        WorkEndpoint(.submitAnnualReport) { try await $0.submitAnnualReport() },
        WorkEndpoint(.annualReportCell) { try await $0.annualReportCell() },
        WorkEndpoint(.annualReportFile) { try await $0.annualReportFile() },
    ]
}

extension WorkRequest {
    private var reports: AnnualReports { AnnualReports(installation, county: county) }

    /// The year and unit of the address, with the report.
    private func reportView() async throws -> AnnualReports.View {
        guard let year = parameters["year"].flatMap({ Int($0) }) else { throw Refusal.notFound }
        do {
            return try await reports.view(unit: try identifier("unit", OrganisationUnit.self), year: year)
        } catch is AnnualReports.Refusal {
            throw Refusal.notFound
        }
    }

    // MARK: Pages

    func annualReports() async throws -> Answer {
        let staff = try staff
        let today = now.day
        let written = query["year"] ?? ""
        guard let year = written.isEmpty ? today.year - 1 : Int(written), (AnnualReports.firstYear...today.year).contains(year) else {
            throw QueryRefusal(parameter: "year", value: written)
        }
        let calendar = try await read { try HolidayRegister($0.transaction).calendar() }
        let lines = try await reports.list(year: year).filter { staff.seesWholeCounty || staff.units.contains($0.unit.id) }.map { line in
            let due = line.unit.kind.annualReportDue(for: year)
            return AnnualReportsPage.Line(
                unit: line.unit, state: Self.state(line.entry, line.state), due: due,
                left: TimeLeft(due: due, on: today, calendar: calendar), changed: line.entry?.changed)
        }
        return show(AnnualReportsPage(year: year, years: Array(((today.year - 5)...today.year).reversed()), lines: lines))
    }

    private static func state(_ entry: AnnualReportRegister.Entry?, _ draft: Draft.State?) -> AnnualReportsPage.ReportState {
        switch draft {
        case .published?: .published
        case .drafting?, .inReview?, .referred?, .approved?: .atGate
        case nil, .withheld?, .discarded?: entry == nil || entry?.version == 0 ? .missing : .writing
        }
    }

    func annualReport() async throws -> Answer { show(try await page(try await reportView())) }

    private func page(
        _ view: AnnualReports.View, typed: FormFields? = nil, problems: [(field: String, message: String)] = []
    ) async throws -> AnnualReportPage {
        let staff = try staff
        let today = now.day
        let calendar = try await read { try HolidayRegister($0.transaction).calendar() }
        var words = view.entry.narrative
        var figures: [ProactiveLine: String] = [:]
        var sources = view.entry.sources
        for line in ProactiveLine.allCases { figures[line] = view.entry.two[line].text }
        if let typed {
            for section in ReportSection.allCases { words[section] = typed.text("words.\(section.rawValue)") }
            for line in ProactiveLine.allCases {
                figures[line] = typed.text("two.\(line.rawValue)")
                sources[line] = typed.text("source.\(line.rawValue)")
            }
        }
        let (unit, year) = (view.unit, view.entry.year)
        return AnnualReportPage(
            unit: unit, year: year, report: view.report, words: words, figures: figures, sources: sources, findings: view.problems,
            missing: view.missing.map(\.name), isRolledUp: view.isRolledUp, feesInFen: view.feesInFen,
            proposed: [
                .normativeMade: view.normative.made, .normativeRepealed: view.normative.repealed,
                .normativeInForce: view.normative.inForce,
            ], due: view.due, left: TimeLeft(due: view.due, on: today, calendar: calendar),
            state: Self.state(view.entry, view.draftState), draft: view.entry.draft, version: view.entry.version,
            mayWrite: staff.handlesRequests(of: unit.id), maySubmit: staff.holds(.editor, for: unit.id), problems: problems)
    }

    // MARK: Acts

    func saveAnnualReport() async throws -> Answer {
        let staff = try staff
        let view = try await reportView()
        var entry = view.entry
        var problems: [(field: String, message: String)] = []
        guard let version = Int(form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从年度报告页面重新打开。") }
        entry.version = version
        for line in ProactiveLine.allCases {
            let text = form.text("two.\(line.rawValue)")
            guard let figure = ReportFigure(stored: text) else {
                problems.append(("two.\(line.rawValue)", "“\(line.name)”应当是数字、“不适用”，或者空着；“\(text.shortened(20))”不是。"))
                continue
            }
            entry.two[line] = figure
            entry.sources[line] = form.text("source.\(line.rawValue)")
        }
        for section in ReportSection.allCases { entry.narrative[section] = form.text("words.\(section.rawValue)") }
        if problems.isEmpty {
            do {
                try await reports.save(entry, by: staff)
                return .redirect(
                    to: WorkRoute.annualReport.link(entry.unit, entry.year, query: [("done", WorkNotice.saved.rawValue)]))
            } catch let refusal as AnnualReports.Refusal { problems.append(refusal.problem) }
        }
        return show(try await page(view, typed: form, problems: problems), status: .unprocessableContent)
    }

    func submitAnnualReport() async throws -> Answer {
        let staff = try staff
        let view = try await reportView()
        do {
            let draft = try await reports.submit(unit: view.unit.id, year: view.entry.year, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as AnnualReports.Refusal {
            return show(try await page(view, problems: [refusal.problem]), status: .unprocessableContent)
        }
    }

    // MARK: Cells and files

    func annualReportCell() async throws -> Answer {
        let view = try await reportView()
        guard let cell = parameters["cell"].flatMap({ ReportCell(code: $0) }) else { throw Refusal.notFound }
        let (site, id, year, isRolledUp) = (county.id, view.unit.id, view.entry.year, view.isRolledUp)
        let (requests, disputes) = try await read { view in
            let units = isRolledUp ? try view.unitRegister.all().map(\.id) : [id]
            let queries = AnnualReportQueries(view.transaction, site: site, units: units, year: year)
            switch cell {
            case .two: throw Refusal.notFound
            case .three(let row, let column): return (try queries.cases(row: row, column: column, limit: 500), [RequestDispute]())
            case .four(let kind, let column): return ([], try queries.disputes(kind, column, limit: 500))
            }
        }
        return show(
            ReportCellPage(
                unit: view.unit, year: year, cell: cell, figure: view.report[cell],
                requests: requests.map { ($0.request, $0.state) }, disputes: disputes))
    }

    func annualReportFile() async throws -> Answer {
        let view = try await reportView()
        let report = view.report
        switch parameters["format"] {
        case "json":
            return .download(
                AnnualReportJSON.object(file: nil, report, problems: view.problems), mediaType: Answer.json, name: "\(report.title).json")
        case "html": return .download(ReportPaper.html(report), mediaType: "text/html; charset=utf-8", name: "\(report.title).html")
        case "docx":
            return try await download(report.title, as: .docx) { () throws(UnwritableFile) in try AnnualReportDocument.docx(report) }
        case "pdf":
            return try await download(report.title, as: .pdf) { () throws(UnwritableFile) in
                try PDFPrinter.pdf(title: report.title, style: .document) { ReportPaper.write(report, &$0) }
            }
        default: throw Refusal.notFound
        }
    }
}

/// A report on paper and as a page of its own.
enum ReportPaper {
    static func write(_ report: AnnualReport, _ html: inout HTMLWriter) {
        let sheet = ReportSheet(report: report)
        html(.h1, text: report.title)
        for section in ReportSection.allCases {
            html(.h2, text: section.title)
            switch section {
            case .proactive: sheet.writeTwo(&html)
            case .requests: html(.div, .class("wide fine figures")) { sheet.writeThree(&$0) }
            case .disputes: html(.div, .class("wide fine figures")) { sheet.writeFour(&$0) }
            case .overview, .problems, .other: break
            }
            for line in report.narrative[section].split(whereSeparator: \.isNewline) { html(.p, text: String(line)) }
        }
    }

    /// A whole page without style: for somebody who puts it into a site of their own.
    static func html(_ report: AnnualReport) -> [UInt8] {
        var html = HTMLWriter(capacity: 32_768)
        html.doctype()
        html(.html, .lang("zh-CN")) { html in
            html(.head) { html in
                html(.meta, .charset("utf-8"))
                html(.title, text: report.title)
            }
            html(.body) { write(report, &$0) }
        }
        return html.bytes
    }
}

extension AnnualReports.Refusal {
    /// What is wrong, with the field that puts it right.
    var problem: (field: String, message: String) {
        switch self {
        case .unknownUnit, .writesNone: ("form", "这个单位不编制年度报告。")
        case .badYear: ("form", "年份应当在 \(AnnualReports.firstYear) 到今年之间。")
        case .words(let section, let fault): ("words.\(section.rawValue)", "“\(section.title)”：\(fault.sentence)")
        case .longSource(let line, let limit): ("source.\(line.rawValue)", "“\(line.name)的来源”最多 \(limit) 字，请缩短。")
        case .decimals(let line): ("two.\(line.rawValue)", "“\(line.name)”应当是整数。")
        case .needsRole: ("submission", "由本单位的编辑岗位办理。")
        case .problems(let problems): ("submission", "还不能转入公开审查：\(problems.map(\.sentence).joined())")
        case .noSection(let section): ("words.\(section.rawValue)", "“\(section.title)”还没有写。")
        }
    }
}
