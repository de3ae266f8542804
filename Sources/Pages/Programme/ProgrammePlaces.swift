import Domain

// The places of programmes in the workbench. What somebody may do in one says its state (`ProgrammeState.allowed`).

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])
    private static let writers: Permission = .roles([.editor, .disclosureOffice])
    private static let office: Permission = .roles([.disclosureOffice])

    package static let programmes = WorkRoute(.get, "/work/programme", readers)
    package static let newProgramme = WorkRoute(.get, "/work/programme/new", office)
    package static let createProgramme = WorkRoute(.post, "/work/programme", office)
    package static let programme = WorkRoute(.get, "/work/programme/{programme}", readers)
    package static let editProgramme = WorkRoute(.get, "/work/programme/{programme}/plan", office)
    package static let saveProgramme = WorkRoute(.post, "/work/programme/{programme}/plan", office)
    package static let moveProgramme = WorkRoute(.post, "/work/programme/{programme}/state", office)
    package static let summary = WorkRoute(.get, "/work/programme/{programme}/summary", office)
    package static let saveSummary = WorkRoute(.post, "/work/programme/{programme}/summary", office)
    /// The report with its annexes, docx.
    package static let programmePackage = WorkRoute(.get, "/work/programme/{programme}/package", office)
    package static let newTask = WorkRoute(.get, "/work/programme/{programme}/tasks/new", office)
    package static let addTask = WorkRoute(.post, "/work/programme/{programme}/tasks", office)
    package static let task = WorkRoute(.get, "/work/programme/{programme}/tasks/{task}", readers)
    package static let editTask = WorkRoute(.get, "/work/programme/{programme}/tasks/{task}/plan", office)
    package static let saveTask = WorkRoute(.post, "/work/programme/{programme}/tasks/{task}/plan", office)
    package static let cancelTask = WorkRoute(.post, "/work/programme/{programme}/tasks/{task}/cancellation", office)
    package static let reportTask = WorkRoute(.post, "/work/programme/{programme}/tasks/{task}/reports", writers)
    package static let returnTask = WorkRoute(.post, "/work/programme/{programme}/tasks/{task}/return", office)
    package static let pushReport = WorkRoute(.get, "/work/programme/{programme}/tasks/{task}/pushes/{period}", office)
    package static let pushReportFile = WorkRoute(.get, "/work/programme/{programme}/tasks/{task}/pushes/{period}/docx", office)
    package static let publishMonthlyReport = WorkRoute(.post, "/work/programme/{programme}/entries/{entry}/publication", writers)
    package static let programmeFile = WorkRoute(.get, "/work/programme/{programme}/files/{file}", readers)
}
