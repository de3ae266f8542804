import Hummingbird
import HummingbirdCore
import Jobs
import Logging
import NIOCore
import Operations
import Outbound
import Persistence
import ServiceLifecycle
import Site

/// Serves the portal until the process is told to stop (SIGTERM, SIGINT).
func serve(settings: Settings) async throws {
    let serverName = "mingtang"
    let installation = try await Opening.installation(settings)
    guard installation.vault != nil else {
        throw Failure(.unusable, "找不到申请人身份信息的密钥 \(IdentityKey.path(settings))，不能启动。请从备份恢复这个文件，或者用 identityKey 指明它在哪里。")
    }
    try await FollowLog(installation).run()
    let log = installation.log
    let portal = try await Portal(
        installation,
        settings: Portal.Settings(
            origin: settings.origin, pageCacheBytes: settings.pageCacheMegabytes * 1_048_576,
            uploadLimitMegabytes: settings.uploadMegabytes, provider: settings.provider, requestsPerMinute: settings.requestsPerMinute,
            formsPerMinute: settings.formsPerMinute, sendsMail: settings.mail != nil),
        tools: Portal.Tools(
            files: try Opening.files(settings), scanner: settings.scanner,
            links: settings.checksLinks ? LinkProbe(timeoutInSeconds: 3) : nil,
            dumps: settings.dumps.map { Portal.Tools.Dumps(folder: $0, nights: settings.dumpNights) }),
        log: log)
    let follower = LogFollower(installation, log: log, look: { try await portal.look() }, show: { portal.show($0) })
    let application = Application(
        responder: portal.responder(),
        server: .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [IdleStateHandler(readTimeout: .seconds(60)), ReadyPages(portal, serverName: serverName)])),
        configuration: ApplicationConfiguration(
            address: .hostname(settings.host, port: settings.port), serverName: serverName,
            availableConnectionsDelegate: MaximumAvailableConnections(4096, logger: log)),
        services: [
            follower, ScheduledPublications(installation, log: log, counties: { try await portal.look() }),
            ObligationSweep(installation, log: log), DailyCheckpoint(installation, log: log),
            RepeatedWork("a batch waits", every: .seconds(1), log: log, work: { try await portal.runBatches() }),
            RepeatedWork("the portal was not inspected", every: .seconds(5), log: log, work: { try await portal.runSiteChecks() }),
            RepeatedWork("no dump was made", every: .seconds(60), log: log, work: { try await portal.runDumps() }),
        ] + mailServices(settings, installation, log),
        onServerRunning: { channel in
            let port = channel.localAddress?.port ?? settings.port
            // The one line that scripts wait for.
            Output.line("明堂已启动：http://\(settings.host):\(port)/")
        }, logger: log)
    try await application.runService()
    try await installation.close()
}

/// What sends mail, when a mail server is set: reminders by the minute, and what the public waits for (a confirmation, news at once) within seconds.
private func mailServices(_ settings: Settings, _ installation: Installation, _ log: Logger) -> [any Service] {
    guard let mail = settings.mail else { return [] }
    let mailer = Mailer(mail.server, user: mail.user, password: mail.password)
    return [
        MailSender(installation, mailer: mailer, from: mail.from, log: log) {
            _ = try await WriteReminders(installation, origin: settings.origin).run()
        },
        MailSender(installation, mailer: mailer, from: mail.from, every: .seconds(3), log: log) {
            _ = try await WriteSubscriptionMail(installation, origin: settings.origin).run()
        },
    ]
}
