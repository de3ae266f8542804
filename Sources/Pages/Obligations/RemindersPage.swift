package import Domain
package import HTML

/// 提醒与日历: when mail comes, the address of the calendar feed, and what was sent.
package struct RemindersPage: WorkPage {
    /// What became of a mail.
    package struct Record: Sendable {
        package var subject: String
        package var state: OutgoingMail.State
        package var attempts: Int
        package var created: Instant
        package var delivered: Instant?
        package var lastError: String

        package init(subject: String, state: OutgoingMail.State, attempts: Int, created: Instant, delivered: Instant?, lastError: String) {
            self.subject = subject
            self.state = state
            self.attempts = attempts
            self.created = created
            self.delivered = delivered
            self.lastError = lastError
        }
    }

    package var setting: ReminderSetting
    /// Empty when the account has none.
    package var email: String
    /// When the feed was opened.
    package var feedOpened: Instant?
    /// The whole address, shown once, right after it was made.
    package var feedAddress: String?
    package var records: [Record]

    package init(
        setting: ReminderSetting, email: String, feedOpened: Instant?, feedAddress: String? = nil, records: [Record]
    ) {
        self.setting = setting
        self.email = email
        self.feedOpened = feedOpened
        self.feedAddress = feedAddress
        self.records = records
    }

    package var title: String { "提醒与日历" }
    package var trail: [WorkStep] { [WorkStep(label: "我的账号", address: WorkRoute.ownAccount.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title)
        writeSetting(&html, in: frame)
        writeFeed(&html, in: frame)
        section(&html, "发送记录") { html in
            guard !records.isEmpty else { return html(.p, .class("quiet"), text: "还没有给您发过提醒邮件。") }
            PeopleTable(caption: "发送记录", headings: ["主题", "时间", "结果"]).write(&html) { html, labels in
                for record in records {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: record.subject)
                        html(.td, .role("cell"), .data("label", labels[1]), text: record.created.text)
                        html(.td, .role("cell"), .data("label", labels[2])) { record.tag.write(&$0) }
                    }
                }
            }
        }
    }

    private func writeSetting(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "邮件提醒") { html in
            html(.p, text: email.isEmpty ? "您的账号没有登记电子邮箱，收不到提醒。请联系系统管理员登记。" : "提醒发到 \(email)。编辑收到本单位的任务，政务公开办收到全县的情况。")
            workForm(&html, WorkRoute.saveReminders.link(), in: frame) { html in
                checkbox("on", "发送邮件提醒", isOn: !setting.isOff, &html)
                checkbox("overdue", "有任务刚刚逾期时，另发一封", isOn: setting.warnsOverdue, &html)
                hour("digest", "每日提要的时间", "每个工作日一封，列出已逾期和 7 天内到期的任务；没有就不发。", setting.digestHour, &html)
                hour("quiet-from", "免打扰，从", "这段时间不发邮件。", setting.quietFrom, &html)
                hour("quiet-until", "免打扰，到", "和上面相同时，没有免打扰时间。", setting.quietUntil, &html)
                html(.button, .class("button"), .type("submit"), text: "保存")
            }
        }
    }

    private func checkbox(_ id: String, _ label: String, isOn: Bool, _ html: inout HTMLWriter) {
        html(.p, .class("choice")) { html in
            html(.input, attributes: [.type("checkbox"), .id(id), .name(id), .value("1")] + (isOn ? [.checked] : []))
            html(.label, .for(id), text: label)
        }
    }

    private func hour(_ id: String, _ label: String, _ hint: String, _ value: Int, _ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: nil).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                for hour in 0...23 {
                    html(.option, attributes: [.value(String(hour))] + (hour == value ? [.selected] : [])) { $0.text("\(hour)时") }
                }
            }
        }
    }

    private func writeFeed(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "日历订阅") { html in
            html(.p, text: "把地址添加到手机或者电脑的日历，到期日会自动出现在日历中。地址就是钥匙：知道的人都能看到任务的名称和到期日，请不要转发；泄露了就重新生成。")
            if let feedAddress {
                html(.p, text: "订阅地址只显示这一次，请马上复制：")
                html(.p) { $0(.code, .class("feed-address"), text: feedAddress) }
            } else if let feedOpened {
                html(.p, text: "已于 \(feedOpened.text) 开通。忘记地址的，重新生成即可，原地址同时作废。")
            } else {
                html(.p, text: "还没有开通。")
            }
            let isOpen = feedOpened != nil || feedAddress != nil
            html(.div, .class("form-acts")) { html in
                workForm(&html, WorkRoute.openCalendar.link(), in: frame, class: "inline-form") { html in
                    html(.button, .class("button quiet"), .type("submit"), text: isOpen ? "重新生成地址" : "开通日历订阅")
                }
                if isOpen {
                    workForm(&html, WorkRoute.closeCalendar.link(), in: frame, class: "inline-form") { html in
                        html(.button, .class("button quiet"), .type("submit"), text: "停止订阅")
                    }
                }
            }
        }
    }
}

extension RemindersPage.Record {
    var tag: StatusTag {
        switch state {
        case .waiting where attempts == 0: StatusTag(word: "等待发送", shape: .open)
        case .waiting: StatusTag(word: "第 \(attempts) 次没有发出（\(lastError)），稍后再试", shape: .half)
        case .sending: StatusTag(word: "正在发送", shape: .half)
        case .delivered: StatusTag(word: "\(delivered?.text ?? "")已送达邮件服务器", shape: .full)
        case .failed: StatusTag(word: "没有发出（\(lastError)）", shape: .cross, isAlarming: true)
        }
    }
}
