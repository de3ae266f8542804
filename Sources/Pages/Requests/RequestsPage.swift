package import Domain
import HTML

/// 依申请公开: the entrance. How to ask for what is not on the site, on the portal or on paper, and what happens then.
package struct RequestsPage: Sendable {
    /// 政府信息公开工作机构, which takes the requests.
    package var office: OrganisationUnit?

    /// What the county adds in its own words.
    package var statement: DocumentBody?

    /// The numbers that count for a request made today.
    package var rules: RequestRules

    /// Whether requests are taken here; without a key for the applicants' identities none are.
    package var isOnline: Bool

    package init(
        office: OrganisationUnit? = nil, statement: DocumentBody? = nil, rules: RequestRules = .released, isOnline: Bool = true
    ) {
        self.statement = statement
        self.office = office
        self.rules = rules
        self.isOnline = isOnline
    }
}

extension RequestsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "依申请公开",
            column: PageHead.Column(
                name: "依申请公开", description: "怎样申请公开政府信息：申请内容、提交办法、答复期限、费用和救济途径。", keywords: ["依申请公开", "政府信息公开申请"], type: .requests),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "依申请公开", lead: "网站上查不到的政府信息，您可以向行政机关申请公开。申请不需要说明用途。")
        html(.div, .class("form-acts")) { html in
            if isOnline { html(.a, .class("button"), .href(Address.requestForm.link), text: "开始在线申请") }
            html(.a, .class("button quiet"), .href(Address.requestStatus.link), text: "查询办理进度")
            html(.a, .class("button quiet"), .href(Address.requestSheet.link), text: "打印空白申请表")
        }
        if !isOnline { html(.p, text: "本网站目前不接收在线申请，请用下面的其他办法提交。") }
        section(&html, "第一步：先查一查") { html in
            html(.p) { html in
                html.text("很多信息已经公开。请先")
                html(.a, .href(Address.search().link), text: "搜索")
                html.text("，或者在")
                html(.a, .href(Address.catalogue.link), text: "标准目录")
                html.text("里查找。")
            }
        }
        section(&html, "第二步：写清楚三件事") { html in
            html(.p, text: "申请一般用书面形式，包括信件、数据电文（例如在线申请、电子邮件）。申请应当写明：")
            html(.ol) { html in
                html(.li, text: "您的姓名或者单位名称、身份证明和联系方式；")
                html(.li, text: "要的是什么信息：名称、文号，或者便于查询的其他特征；")
                html(.li, text: "希望用什么形式获取，例如纸质、电子邮件、当面查阅，以及获取的途径。")
            }
            html(.p, .class("quiet"), text: "依据《政府信息公开条例》第二十九条。")
        }
        writeWays(&html)
        writeHelp(&html)
        CountyStatement(heading: "本县受理渠道", statement: statement).write(&html)
        section(&html, "申请之后", id: "flow") { RequestFlow(rules: rules).write(&$0) }
        writeReply(&html)
    }

    private func writeWays(_ html: inout HTMLWriter) {
        section(&html, "第三步：提交申请") { html in
            html(.p, text: "除了在线申请，也可以填写空白申请表，连同身份证明复印件，当面、邮寄、传真或者用电子邮件提交给制作或者保存这份信息的单位；不清楚是哪个单位的，交给政府信息公开工作机构。")
            if let office {
                ContactList(unit: office).write(&html)
            } else {
                html(.p) { html in
                    html.text("各单位的联系方式见")
                    html(.a, .href(Address.units.link), text: "公开主体")
                    html.text("。")
                }
            }
            html(.p, text: "哪一天算收到申请，与提交的办法有关（《政府信息公开条例》第三十一条）：")
            html(.ul) { html in
                for channel in RequestChannel.allCases {
                    guard let rule = rules.receipt[channel] else { continue }
                    html(.li, text: "\(channel.name)：\(rule.citizenWords)。")
                }
            }
        }
    }

    private func writeHelp(_ html: inout HTMLWriter) {
        section(&html, "书写、阅读、视听有困难", id: "help") { html in
            html(.p, text: "书写有困难的，可以口头提出申请，由工作人员代为填写并读给您听，您确认后签字（《政府信息公开条例》第二十九条）。存在阅读困难或者视听障碍的，工作人员会提供必要的帮助（第四十三条）。")
            guard let contact = office?.contact, !contact.phone.isEmpty || !contact.address.isEmpty else { return }
            html(.p) { html in
                if !contact.phone.isEmpty {
                    html.text("请拨打 ")
                    PhoneLink(number: contact.phone).write(&html)
                }
                if !contact.address.isEmpty { html.text("\(contact.phone.isEmpty ? "请到" : "，或者到")\(contact.address)") }
                if !contact.officeHours.isEmpty { html.text("（\(contact.officeHours)）") }
                html.text("。")
            }
        }
    }

    private func writeReply(_ html: inout HTMLWriter) {
        section(&html, "多久答复") { html in
            html(
                .p,
                text:
                    "能当场答复的，当场答复；不能当场答复的，自收到申请之日起 \(rules.reply) 个工作日内答复。需要延长的，最多延长 \(rules.extensionLimit) 个工作日，并会告知您。征求第三方和其他机关意见所需的时间不计算在内。"
            )
            html(
                .p, .class("quiet"),
                text:
                    "依据《政府信息公开条例》第三十三条。申请内容不明确的，单位会在 \(rules.clarificationNotice) 个工作日内一次性告知您补正（第三十条），收到补正后重新起算答复期限。"
            )
        }
        section(&html, "收不收费") { html in
            html(.p, text: "一般不收费。申请的数量、频次明显超过合理范围的，行政机关可以收取信息处理费（《政府信息公开条例》第四十二条），按件或者按量计收，不同时计收：")
            html(.ul) { html in
                for basis in RequestFees.Basis.allCases { html(.li, text: "\(basis.name)：\(rules.fees.scale(basis).words(basis))。") }
            }
            html(
                .p, .class("quiet"),
                text: "依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。收费前会书面通知您；收到通知次日起 \(rules.payment) 个工作日内缴费，逾期未缴的，视为放弃申请。")
        }
        section(&html, "对答复不满意") { html in
            html(.p, text: "可以投诉举报，也可以依法申请行政复议或者提起行政诉讼（《政府信息公开条例》第五十一条）。对不予公开的决定不服的，应当先申请行政复议；答复书会写明途径和期限。")
        }
    }
}

extension ReceiptRule {
    fileprivate var citizenWords: String {
        switch self {
        case .submission: "提交的当天"
        case .signature: "单位签收的当天"
        case .confirmation: "单位与您互相确认的当天"
        }
    }
}

extension FeeScale {
    /// 每月 10 件以内不收费；第 11 件至第 30 件，每件 100 元；…
    func words(_ basis: RequestFees.Basis) -> String {
        let unit = basis.unit
        return bands.enumerated().map { index, band in
            let last = index + 1 < bands.count ? bands[index + 1].after : nil
            let range =
                switch (band.after, last) {
                case (0, let last?): "\(basis == .items ? "每人每月 " : "")\(last) \(unit)以内"
                case (let after, let last?): "第 \(after + 1) 至 \(last) \(unit)"
                case (0, nil): "全部"
                case (let after, nil): "第 \(after + 1) \(unit)起"
                }
            guard band.fen > 0 || band.rise != nil else { return "\(range)不收费" }
            let rise = band.rise.map { "，每增加 \($0.every) \(unit)，单价提高 \($0.fen.yuan) 元" } ?? ""
            return "\(range)，每\(unit) \(band.fen.yuan) 元\(rise)"
        }.joined(separator: "；")
    }
}
