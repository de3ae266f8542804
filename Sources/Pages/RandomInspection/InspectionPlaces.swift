import Domain

// The places of random inspections in the workbench: each unit keeps its own.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .signer, .disclosureOffice])
    private static let keepers: Permission = .roles([.editor, .disclosureOffice])

    package static let inspectionUnits = WorkRoute(.get, "/work/inspections", readers)
    package static let inspections = WorkRoute(.get, "/work/inspections/{unit}", readers, subject: .unit)
    package static let importInspectionList = WorkRoute(.post, "/work/inspections/{unit}/lists/{kind}", keepers, subject: .unit)
    package static let saveInspectionPlan = WorkRoute(.post, "/work/inspections/{unit}/plans", keepers, subject: .unit)
    package static let drawInspection = WorkRoute(.post, "/work/inspections/{unit}/draws", keepers, subject: .unit)
    package static let inspectionDraw = WorkRoute(.get, "/work/inspections/{unit}/draws/{draw}", readers, subject: .unit)
    package static let recordInspection = WorkRoute(.post, "/work/inspections/{unit}/draws/{draw}/results", keepers, subject: .unit)
    /// A draft of a list, a plan, a draw or results, for the gate.
    package static let draftInspectionPaper = WorkRoute(.post, "/work/inspections/{unit}/papers", .roles([.editor]), subject: .unit)
}
