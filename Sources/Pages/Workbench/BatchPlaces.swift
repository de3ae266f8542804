import Domain

// The places of batches (批量公开); `batches` itself stands with the navigation.

extension WorkRoute {
    private static let readers: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    package static let newBatch = WorkRoute(.get, "/work/batches/new", .roles([.editor]))
    package static let uploadBatch = WorkRoute(.post, "/work/batches", .roles([.editor]))
    /// The preview before the import, afterwards the acts and how far they are.
    package static let batch = WorkRoute(.get, "/work/batches/{batch}", .roles(readers), subject: .batch)
    package static let batchProblems = WorkRoute(.get, "/work/batches/{batch}/problems", .roles(readers), subject: .batch)
    package static let changeBatch = WorkRoute(.post, "/work/batches/{batch}/columns", .roles([.editor]), subject: .batch)
    package static let removeBatch = WorkRoute(.post, "/work/batches/{batch}/removal", .roles([.editor]), subject: .batch)
    package static let importBatch = WorkRoute(.post, "/work/batches/{batch}/import", .roles([.editor]), subject: .batch)
    package static let checkBatch = WorkRoute(.post, "/work/batches/{batch}/checks", .roles([.editor]), subject: .batch)
    package static let submitBatch = WorkRoute(.post, "/work/batches/{batch}/submission", .roles([.editor]), subject: .batch)
    package static let decideBatch = WorkRoute(
        .post, "/work/batches/{batch}/decision", .roles([.reviewer, .secrecyReviewer, .signer, .disclosureOffice]), subject: .batch)
    package static let publishBatch = WorkRoute(
        .post, "/work/batches/{batch}/publication", .roles([.editor, .disclosureOffice]), subject: .batch)
    package static let undoBatch = WorkRoute(
        .post, "/work/batches/{batch}/undo", .roles([.editor, .signer, .disclosureOffice]), subject: .batch)
}
