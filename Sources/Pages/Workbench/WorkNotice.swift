/// What has just been done: carried in the address of the page that follows, so that going back and reloading do nothing twice.
package enum WorkNotice: String, Sendable, CaseIterable {
    case saved, submitted, returned, approved, referred, published, scheduled, discarded, masked, answered, attached, removed, corrected,
        withdrawn, purged, recorded, created, changed, ended, imported, undone, fulfilled

    package var sentence: String {
        switch self {
        case .saved: "已保存。"
        case .submitted: "已提交，等待下一步办理。"
        case .returned: "已退回，原因已经告知。"
        case .approved: "已同意，转到下一步。"
        case .referred: "已报请上级确定；确定之前不会公开。"
        case .published: "已公开，门户和搜索中现在可以查到。"
        case .scheduled: "已定时，到时间自动公开。"
        case .discarded: "已作废，不会公开。"
        case .masked: "已作去标识化处理，原件封存在本单位。"
        case .answered: "处理意见已记录。"
        case .attached: "附件已保存。"
        case .removed: "附件已移除。"
        case .corrected: "已开始更正；更正稿审批通过后替换原文，原文保留在历史中。"
        case .withdrawn: "已撤下，原地址显示撤下说明。"
        case .purged: "已清除，正文、附件、索引和缓存中都不再保留。"
        case .recorded: "已记录。"
        case .created: "已新建。"
        case .changed: "已修改。"
        case .ended: "已结束。"
        case .imported: "已导入。"
        case .undone: "已整批撤销。"
        case .fulfilled: "任务已完成。"
        }
    }
}
