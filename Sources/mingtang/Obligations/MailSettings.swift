import Outbound

/// How reminders leave the house.
struct MailSettings: Sendable {
    let server: MailServer
    let user: String?
    let password: String?
    let from: MailAddress

    /// `nil` when no mail server is set; reminders then wait in the workbench only.
    ///
    /// - Parameters:
    ///   - text: the value of a setting by its key.
    ///   - fault: takes what is wrong with a setting.
    init?(text: (String) -> String?, fault: (String, String) -> Void) {
        guard let server = text("mailServer"), !server.isEmpty else {
            for key in ["mailUser", "mailPassword", "mailFrom"] where text(key)?.isEmpty == false {
                fault(key, "已填，但没有填 mailServer：请填写邮件服务器，或者都不填。")
            }
            return nil
        }
        let found = MailServer(server)
        if found == nil {
            // Not repeated in the sentence: somebody may have written a password into it.
            fault("mailServer", "应写成 smtp://主机:端口、smtps://主机:端口，或者 sendmail:/usr/sbin/sendmail；用户名和密码写在 mailUser、mailPassword。")
        }
        let from = text("mailFrom").flatMap { MailAddress($0) }
        if from == nil { fault(text("mailFrom") == nil ? "mailServer" : "mailFrom", "mailFrom 应是发件地址，例如：县政务公开办 <zwgk@example.gov.cn>。") }
        let user = text("mailUser").flatMap { $0.isEmpty ? nil : $0 }
        if user == nil, text("mailPassword")?.isEmpty == false { fault("mailPassword", "已填，但没有填 mailUser。") }
        guard let found, let from else { return nil }
        self.server = found
        self.user = user
        password = text("mailPassword")
        self.from = from
    }
}
