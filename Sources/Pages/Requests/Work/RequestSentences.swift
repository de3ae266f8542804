package import Domain

extension RequestReason {
    /// What is in the way, and what to do about it.
    package var sentence: String {
        switch self {
        case .needsRole(let role): "这一步由\(role.isCountyWide ? "" : "本单位的")\(role.words)岗位办理。"
        case .notNow(let kind, let state): "现在的状态是“\(state.name)”，不能记“\(kind.name)”。"
        case .problem(let problem): problem.sentence
        case .gap(let gap): gap.sentence
        case .mustBeRecalled: "答复正在审签，不能直接修改。需要修改时先撤回，已有的意见随之作废。"
        case .isIssued: "答复已经发出，不能再改。复议或者诉讼改变结果的，先记“重新办理”。"
        case .isNotInReview: "答复现在不在审签中，可能已被撤回或者已经办完，请刷新页面。"
        case .isNotApproved: "答复的审签还没有全部通过。"
        case .wroteIt: "您参与了拟写，不能审签同一件答复，请由另一位同事办理。"
        case .decidedBefore: "您已经办理过这件答复的另一个环节，一件答复一个人只能办一个环节。"
        case .changed: "拟答复意见在上一步之后有改动，请重新提交审签。"
        case .needsReason: "请写明理由。"
        case .onlySecrecyRefers: "只有保密审查环节可以报上级确定。"
        case .isReferredAlready: "已经报请上级确定，等上级答复后再办理。"
        case .askedForIt: "延期是您提出的，请由政务公开办的另一位负责人批准。"
        case .noWish: "没有等待批准的延期申请，可能已经办理，请刷新页面。"
        case .wishPending: "已经有一项延期申请在等待批准，不能再提。"
        case .noSearch: "还没有检索记录。请先记录在哪里、用什么词检索，找到了什么。"
        case .tooLong(let limit): "内容太多，最多 \(limit)，请缩减。"
        case .noSuchLetter: "没有这件文书，可能地址有误。"
        case .noSuchFact: "没有这条记录，或者已经更正过，请刷新页面。"
        case .wentOn(let kind): "“\(kind.name)”不能划去：由此产生的申请已经单独登记、单独计数。"
        case .noSuchFile: "没有这份材料，或者已经销毁。"
        case .noSuchRequest: "没有这件申请。"
        case .noSuchAccount: "这个人不能办理本单位的申请，请从列表中选择。"
        case .needsReply: "答复由发出答复书来记录，请先拟写答复并完成审签。"
        case .sameRequest: "只有同一申请人重复登记的另一件申请才能并案，请核对申请编号。"
        case .needsTwoParts: "拆分应当写明二到十件各申请什么，一行一件。"
        case .otherUnit: "请选择另一个单位；并案、复议诉讼应当与申请属于同一单位。"
        case .alreadyServed: "已经记过送达。邮件退回的，先记“邮件退回”。"
        case .notServed: "还没有记过送达。"
        case .notForPublication: "只有已经发出的“予以公开”“部分公开”答复可以转为主动公开。"
        case .identityGone: "档案已经销毁，不能再办理。"
        case .tooFewToKeep(let until): "保管期限到\(until.chineseDate)届满，届满之后才能销毁。"
        case .badDay: "日期不对，请核对。"
        case .feeExists: "已经发过收费通知，不能再发。"
        case .noFee: "这件申请没有发过收费通知。"
        case .notClosed: "还没有办结，或者复议、诉讼还没有结果。"
        case .tooEarly(let kind): kind.waitingSentence
        case .otherOutcome(let outcome): "批准的结果是“\(outcome.fullName)”，不能发别的答复书。"
        case .feePaid: "信息处理费已经缴纳或者减免。"
        }
    }
}

extension ReplyGap {
    package var sentence: String {
        switch self {
        case .ground: "请选择答复依据的条款。"
        case .reasons: "请写明理由（条例第三十六条）。"
        case .released: "请写明提供的信息，或者获取的方式、途径。"
        case .enclosed: "这种结果不提供信息，请取消勾选随答复提供的材料。"
        case .parts: "部分公开应当区分处理：至少写一部分公开的和一部分不公开的（条例第三十七条）。"
        case .partReasons: "请写明每一部分不公开的理由。"
        case .tooLong: "内容太长：每项最多 \(ReplyProposal.longestText) 字，最多分 \(ReplyProposal.mostParts) 部分，最多随附 \(ReplyProposal.mostEnclosed) 个文件。"
        case .referral: "负责机关的名称和联系方式应当一起写明。"
        case .finding(let step): "请写明“\(step.name)”的认定：\(step.question)"
        case .lapsesByItself: "这种结果不写答复书：记录逾期不补正或者逾期未缴费后自行办结。"
        }
    }
}

extension RequestRefusal {
    package var sentences: [String] { reasons.map(\.sentence) }
}

extension LetterKind {
    /// What has to happen before there is something to tell.
    fileprivate var waitingSentence: String {
        switch self {
        case .receipt: "还没有收到申请之日，不能出具回执。请先记录收到、确认。"
        case .consultationNotice: "现在没有在征求意见。"
        case .thirdPartyNotice: "只有不顾第三方反对、为公共利益决定公开的答复批准后，才发依申请公开告知书。"
        case .extensionNotice: "还没有批准延长答复期限。"
        case .delay: "还没有批准延迟答复。"
        case .reasonsRequest: "现在不是要求说明理由的时候。"
        case .transferHint: "申请已经办结。"
        case .reply(.notClarified): "补正期限还没有逾期。"
        case .reply(.feeUnpaid): "缴费期限还没有逾期。"
        case .clarification, .thirdPartyConsultation, .coMakerConsultation, .feeNotice, .reply: "现在还不能发出\(document)。"
        }
    }
}
