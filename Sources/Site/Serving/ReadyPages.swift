import Domain
import HTTPTypes
package import NIOCore
package import NIOHTTPTypes
import Operations

/// Answers from the page cache on the connection's own event loop: a page that is ready needs no task, no change of thread and no router.
///
/// Everything else is passed on. An answer from here never overtakes one that is still being made, and when the client does not read,
/// requests go
/// the long way, which waits for it. It also closes a connection on which nothing moves, in place of the server, which does not see what is
/// answered here; an `IdleStateHandler` before it says when.
package final class ReadyPages: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    private let portal: Portal
    private let serverName: String
    /// Requests passed on and not yet answered.
    private var unanswered = 0
    private var isReadingRequest = false
    /// The answer to the request that is being read, when it is ready.
    private var reply: (head: HTTPResponse, body: ByteBuffer?)?
    private var date = (second: Int64(0), text: "")

    package init(_ portal: Portal, serverName: String) {
        self.portal = portal
        self.serverName = serverName
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            isReadingRequest = true
            if unanswered == 0, context.channel.isWritable { reply = ready(for: request) }
            if reply != nil { return }
            unanswered += 1
        case .body:
            // A request for a page has no body; what comes all the same belongs to nobody.
            if reply != nil { return }
        case .end:
            isReadingRequest = false
            if let reply {
                self.reply = nil
                send(reply, context)
                return
            }
        }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), unanswered > 0 { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            if unanswered == 0 || isReadingRequest { context.close(promise: nil) }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func ready(for request: HTTPRequest) -> (head: HTTPResponse, body: ByteBuffer?)? {
        guard request.method == .get || request.method == .head, !request.headerFields.contains(.connection) else { return nil }
        return portal.readyPage(for: request)?.reply(to: request.headerFields, isHead: request.method == .head)
    }

    private func send(_ reply: (head: HTTPResponse, body: ByteBuffer?), _ context: ChannelHandlerContext) {
        var head = reply.head
        head.headerFields[.date] = httpDate()
        head.headerFields[.server] = serverName
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let body = reply.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// The moment, written anew each second.
    private func httpDate() -> String {
        let now = portal.installation.now()
        if now.milliseconds / 1000 != date.second { date = (now.milliseconds / 1000, now.httpDate) }
        return date.text
    }
}

extension Instant {
    /// `Sat, 21 Nov 2026 01:33:12 GMT` (RFC 9110, 5.6.7).
    var httpDate: String {
        let (days, second) = (milliseconds / 1000).quotientAndRemainder(dividingBy: 86_400)
        let day = Day(serial: Int(days))
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][day.month - 1]
        let clock = [Int(second) / 3600, Int(second) / 60 % 60, Int(second) % 60].map(two).joined(separator: ":")
        return "\(weekday), \(two(day.day)) \(month) \(day.year) \(clock) GMT"
    }
}
