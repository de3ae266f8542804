extension LedgerKind {
    /// Every register there is, in the order of the hub.
    package static let all: [LedgerKind] = [
        .normativeDocuments, .gazette, .budgets, .majorProjects, .publicResources, .publicWelfare, .powers, .proofs, .resourceBlacklist,
        .foodAndDrugBlacklist, .villagePowers, .villageAffairs, .newMedia, .hotlines, .readingPlaces,
    ]
}
