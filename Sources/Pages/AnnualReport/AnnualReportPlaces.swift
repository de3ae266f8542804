import Domain

// The places of annual reports in the workbench.

extension WorkRoute {
    private static let readers: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]
    private static let writers: Set<Role> = [.editor, .disclosureOffice]

    package static let annualReports = WorkRoute(.get, "/work/annual-reports", .roles(readers))
    package static let annualReport = WorkRoute(.get, "/work/annual-reports/{unit}/{year}", .roles(readers), subject: .unit)
    package static let saveAnnualReport = WorkRoute(.post, "/work/annual-reports/{unit}/{year}", .roles(writers), subject: .unit)
    package static let submitAnnualReport = WorkRoute(
        .post, "/work/annual-reports/{unit}/{year}/publication", .roles([.editor]), subject: .unit)
    /// The cases behind a cell.
    package static let annualReportCell = WorkRoute(
        .get, "/work/annual-reports/{unit}/{year}/cells/{cell}", .roles(readers), subject: .unit)
    /// `html`, `docx`, `pdf` and `json`.
    package static let annualReportFile = WorkRoute(
        .get, "/work/annual-reports/{unit}/{year}/file/{format}", .roles(readers), subject: .unit)
}
