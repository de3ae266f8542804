import Domain

/// Letters for tests, of a county that does not exist.
enum MadeUpLetters {
    static let day = Day(serial: 20_532)

    /// A partial disclosure with everything that a letter can have.
    static var partial: OfficialLetter {
        get throws {
            let kind = LetterKind.reply(.partlyDisclosed)
            var values = LetterValues(
                issuer: "明川县自然资源局", number: LetterNumber(word: "明自然资", year: 2026, serial: 3), date: day,
                texts: [
                    .applicant: "李明", .pronoun: "您", .requestNumber: "MC-2026-0003", .receivedOn: "2026年2月13日",
                    .content: "明川县2024年度第三批次城镇建设用地的“一书四方案”、征地批复、征收土地公告及其附件",
                    .ground: RequestOutcome.citation(of: RequestOutcome.partlyDisclosed.grounds[0]),
                    .disclosedContent: "征地批复、征收土地公告及其附件，见随附的复印件。",
                    .access: "以纸质复印件提供，随本答复书邮寄。", .separatedParts: "“一书四方案”中被征地农户的姓名、身份证号码、银行账号。",
                    .reasons: "上述内容属于个人隐私，公开会对第三方合法权益造成损害；经书面征求意见，第三方不同意公开，本机关认为理由合理。",
                ], attachments: ["征地批复（复印件）", "征收土地公告及其附件（复印件）"])
            values.texts[.remedy] = try Remedy.paragraph(
                for: kind, bodies: Remedy.Bodies(review: ["明川县人民政府"], court: "明川县人民法院"), rules: .released, servedOnline: false)
            return try LetterTemplate.released(kind).filled(with: values)
        }
    }

    /// Full pages: every character takes exactly one place of the grid, and every 29th is a comma.
    static var long: OfficialLetter {
        let paragraph = OfficialLetter.Paragraph(String(repeating: String(repeating: "文", count: 28) + "，", count: 60))
        return OfficialLetter(issuer: "明川县人民政府办公室", title: "长文", paragraphs: [paragraph, paragraph], date: day)
    }

    static var short: OfficialLetter {
        OfficialLetter(
            issuer: "明川县青石镇人民政府", number: "青政公函〔2026〕12号", title: "政府信息公开申请登记回执", recipient: "王芳",
            paragraphs: ["一、登记情况", "您的申请已经登记。", "（一）申请编号", "MC-2026-0012 <b>&amp;"].map { OfficialLetter.Paragraph($0) },
            attachments: ["查询办法"], date: day, isSealed: false)
    }
}
