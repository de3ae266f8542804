package import Domain

/// Who signed up for a gathering as a table, without names (报名登记簿表格).
package enum SignUpTable {
    package static func xlsx(_ signUps: [SignUp], selection: Selection?, title: String) throws(UnwritableFile) -> [UInt8] {
        let columns = [
            LedgerWorkbook.Column("报名编号", width: 24), .init("类别", width: 20), .init("姓名", width: 10), .init("报名理由", width: 50),
            .init("方式", width: 8), .init("报名时间", width: 18), .init("结果", width: 12),
        ]
        let rows = signUps.map { signUp in
            [
                signUp.number, signUp.party.name, signUp.author, signUp.note, signUp.channel.name, signUp.received.text,
                signUp.result(selection).name,
            ]
        }
        return try LedgerWorkbook.xlsx(columns: columns, rows: rows, title: title, sheet: "报名")
    }
}

/// Everything that people answered to a questionnaire, one line for each (问卷答卷表格).
package enum QuestionnaireTable {
    package static func xlsx(
        _ plan: Questionnaire.Plan, answers: [(time: Instant, replies: [Questionnaire.Reply])], title: String
    ) throws(UnwritableFile) -> [UInt8] {
        let columns = [LedgerWorkbook.Column("提交时间", width: 18)] + plan.questions.map { .init($0.title, width: 30) }
        let rows = answers.map { answer in
            [answer.time.text]
                + zip(plan.questions, answer.replies).map { question, reply in
                    question.kind == .text ? reply.text : reply.chosen.map { question.options[$0] }.joined(separator: "；")
                }
        }
        return try LedgerWorkbook.xlsx(columns: columns, rows: rows, title: title, sheet: "答卷")
    }
}
