import Domain

// 推送对象 and 订阅 in the workbench: the groups, which items are for whom, counts; and for whom one document is.

extension WorkRoute {
    package static let subscriptions = WorkRoute(.get, "/work/subscriptions", .roles([.disclosureOffice]))
    package static let addTargetGroup = WorkRoute(.post, "/work/subscriptions/groups", .roles([.disclosureOffice]))
    package static let changeTargetGroup = WorkRoute(.post, "/work/subscriptions/groups/{group}", .roles([.disclosureOffice]))
    package static let itemTargets = WorkRoute(.get, "/work/subscriptions/items/{item}", .roles([.disclosureOffice]))
    package static let setItemTargets = WorkRoute(.post, "/work/subscriptions/items/{item}", .roles([.disclosureOffice]))
    package static let draftTargets = WorkRoute(
        .get, "/work/drafts/{draft}/targets", .roles([.editor, .disclosureOffice]), subject: .draft)
    package static let setDraftTargets = WorkRoute(
        .post, "/work/drafts/{draft}/targets", .roles([.editor, .disclosureOffice]), subject: .draft)
}
