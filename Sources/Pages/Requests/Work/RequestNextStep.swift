import Domain

extension RequestCase {
    /// What comes next, in words, for whoever has the case.
    var nextStep: String {
        if isDestroyed { return "档案已经销毁，没有下一步。" }
        if let wish = request.wish { return "政务公开办负责人决定是否同意“\(wish.kind.name)” \(wish.workingDays) 个工作日。" }
        switch standing.state {
        case .registered: return beforeReceipt
        case .awaitingConfirmation: return "与申请人确认收到申请，确认后在下面记“与申请人确认”。期限从确认之日起算。联系不上的，记“联系不上申请人”。"
        case .clarificationAsked: return "等申请人补正\(until(standing.applicantDueOn))。收到后记“收到补正”，期限重新计算；到期没有补正的，记“逾期不补正，视为放弃”。"
        case .feeNoticed: return "等申请人缴费\(until(standing.applicantDueOn))。缴费后记“缴费”，期限重新计算；到期没有缴费的，记“逾期未缴费，视为放弃”。"
        case .thirdPartyConsulted: return "等第三方答复\(until(.thirdParty))。不答复不等于同意，由本机关决定（条例第三十二条）。"
        case .coMakerConsulted: return "等共同制作机关答复\(until(.coMaker))。逾期不答复视为同意（条例第三十四条）。"
        case .accepted, .clarified, .inHand, .extended, .feePaid, .delayed: return working
        case .abandoned: return wasRecorded(.abandoned) ? "归档。" : "补正期限已过。确认没有收到补正后，记“逾期不补正，视为放弃”。"
        case .feeLapsed: return wasRecorded(.feeLapsed) ? "归档。" : "缴费期限已过。确认没有缴费后，记“逾期未缴费，视为放弃”。"
        case .answered:
            return wasReturned ? "答复书被退回。核对地址，另行送达，并记录送达的方式、日期和凭证。" : "送达答复书，并记录送达的方式、日期和凭证。"
        case .served: return disputes.contains { $0.result == nil } ? "复议或者诉讼还没有结果，按期提交材料；有结果后再归档。" : "归档。归档之前收到复议、诉讼的，先登记。"
        case .archived: return "已归档，没有下一步。复议或者诉讼改变答复的，记“重新办理”。"
        case .transferred, .withdrawn, .merged, .split: return "归档。"
        }
    }

    private func wasRecorded(_ kind: RequestFact.Kind) -> Bool { recorded.contains { $0.struck == nil && $0.fact.kind == kind } }

    /// Whether the post brought the reply back, and nothing came of it yet.
    private var wasReturned: Bool {
        recorded.last { $0.struck == nil && [.answered, .served, .serviceReturned].contains($0.fact.kind) }?.fact.kind == .serviceReturned
    }

    private func until(_ day: Day?) -> String { day.map { "，到\($0.chineseDate)为止" } ?? "" }

    /// How many are waited for, and until when at the latest.
    private func until(_ who: RequestStanding.Consultation) -> String {
        let limits = standing.openConsultations.filter { $0.who == who && $0.limit >= today }.map(\.limit)
        return limits.count > 1 ? "（\(limits.count) 个），最晚到\(limits.max()?.chineseDate ?? "")为止" : until(limits.first)
    }

    private var beforeReceipt: String {
        switch request.channel {
        case .counter: "记“提交”：当面提交之日就是收到申请之日。"
        case .signedPost: "签收后记“收到”：签收之日就是收到申请之日。"
        case .plainPost, .fax, .email, .internet: "到达后记“收到”，再与申请人确认：确认之日就是收到申请之日。"
        }
    }

    private var working: String {
        switch gate?.state {
        case nil, .drafting:
            searches.isEmpty ? "检索有没有所申请的信息，记录检索情况，再拟写答复意见。内容不明确的，先告知补正。" : "拟写答复意见，提交审签。"
        case .inReview, .referred:
            gate?.step.map { "等“\($0.kind.words)”环节办理答复。" } ?? "等待审签。"
        case .approved: "审签已通过，发出答复书。"
        case .issued: "送达答复书，并记录送达的方式、日期和凭证。"
        }
    }
}
