package import Domain

extension Event.Subject.Kind {
    /// What it is, in one word.
    package var words: String {
        switch self {
        case .site: "站点"
        case .unit: "单位"
        case .catalogueVersion: "目录"
        case .comment: "意见"
        case .disclosure: "公开信息"
        case .draft: "稿件"
        case .approvalPath: "审批流程"
        case .batch: "批次"
        case .obligation: "公开任务"
        case .account: "账号"
        case .post: "岗位"
        }
    }
}

extension Event.Verb {
    /// What was done, as the log of the workbench says it.
    package var words: String {
        switch self {
        case .siteCreated: "建立站点"
        case .siteChanged: "修改站点"
        case .unitRegistered: "登记单位"
        case .unitChanged: "修改单位"
        case .dutiesAssigned: "确定领域分工"
        case .catalogueDrafted: "起草目录"
        case .catalogueAdopted: "公布目录"
        case .catalogueSuperseded: "目录被替代"
        case .checklistGathered: "汇集事项清单"
        case .commentReceived: "收到意见"
        case .commentAnswered: "答复意见"
        case .disclosureImported: "导入公开信息"
        case .disclosureChanged: "更新公开信息"
        case .accountAdded: "新建账号"
        case .accountDisabled: "停用账号"
        case .accountEnabled: "启用账号"
        case .accountBlocked: "账号因多次输错被锁定"
        case .accountBound: "绑定统一身份"
        case .passwordChanged: "修改密码"
        case .passwordReset: "重置密码"
        case .secondFactorEnabled: "启用二次验证"
        case .secondFactorRemoved: "取消二次验证"
        case .signedIn: "登录"
        case .signedOut: "退出"
        case .sessionsEnded: "结束登录"
        case .signInRulesChanged: "修改登录规则"
        case .postAdded: "新设岗位"
        case .postAssigned: "任岗"
        case .postReleased: "离岗"
        case .draftCreated: "新起草"
        case .draftSaved: "保存稿件"
        case .draftSubmitted: "提交审核"
        case .draftRecalled: "撤回修改"
        case .draftDiscarded: "作废"
        case .findingJustified: "对检查发现说明理由"
        case .draftMasked: "去标识化"
        case .stepApproved: "审批同意"
        case .stepReturned: "退回修改"
        case .stepReferred: "报上级确定"
        case .withholdingDecided: "决定不公开"
        case .emergencyAsked: "提出应急发布"
        case .disclosurePublished: "公开"
        case .disclosureForced: "应急发布"
        case .disclosureCorrected: "更正"
        case .disclosureWithdrawn: "撤下"
        case .disclosurePurged: "清除个人信息"
        case .validityChanged: "修改有效性"
        case .channelRecorded: "记录渠道"
        case .approvalPathChanged: "修改审批流程"
        case .wordListChanged: "修改词库"
        case .batchImported: "批量导入"
        case .batchUndone: "整批撤销"
        case .obligationsRaised: "生成公开任务"
        case .obligationTriggered: "记录触发事件"
        case .obligationWaived: "免予公开"
        case .calendarLoaded: "载入节假日安排"
        case .statutoryLimitsSet: "修改法定期限"
        }
    }
}
