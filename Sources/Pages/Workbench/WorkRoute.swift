package import Domain
package import HTML

/// A place in the workbench (工作台): how it is asked for, its address, and who may reach it. Routes and links are made from the same value.
///
/// Each feature declares its own as `extension WorkRoute { static let … }`.
package struct WorkRoute: Sendable, Hashable {
    package enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST" }

    /// What the first parameter of the address stands for; it belongs to a unit, and the permission is asked for that unit.
    package enum Subject: String, Sendable, CaseIterable {
        case draft, disclosure, obligation, batch, request, dispute, unit, message, answer
    }

    package let method: Method
    /// Names in braces are parameters.
    package let pattern: String
    package let permission: Permission
    package let subject: Subject?

    package init(_ method: Method, _ pattern: String, _ permission: Permission, subject: Subject? = nil) {
        precondition(pattern.utf8.starts(with: "/work".utf8), "outside the workbench: \(pattern)")
        self.method = method
        self.pattern = pattern
        self.permission = permission
        self.subject = subject
    }

    /// The address with those values in the place of its parameters, in their order.
    ///
    /// - Precondition: as many values as parameters.
    package func link(_ values: any CustomStringConvertible..., query: [(name: String, value: String)] = []) -> WebAddress {
        WebAddress(path: path(values.map(\.description), query: query))
    }

    package func path(_ values: [String], query: [(name: String, value: String)] = []) -> String {
        var values = values[...]
        var path = ""
        for segment in pattern.utf8.split(separator: UInt8(ascii: "/")) {
            let text = String(Substring(segment))
            guard text.utf8.first == UInt8(ascii: "{"), let end = text.utf8.firstIndex(of: UInt8(ascii: "}")) else {
                path += "/" + text
                continue
            }
            precondition(!values.isEmpty, "too few values for \(pattern)")
            path += "/" + values.removeFirst().percentEncoded + text[text.utf8.index(after: end)...]
        }
        precondition(values.isEmpty, "too many values for \(pattern)")
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }

    /// The names of its parameters.
    package var parameters: [String] {
        pattern.utf8.split(separator: UInt8(ascii: "/")).compactMap { segment in
            guard segment.first == UInt8(ascii: "{"), let end = segment.firstIndex(of: UInt8(ascii: "}")) else { return nil }
            return String(Substring(segment[segment.index(after: segment.startIndex)..<end]))
        }
    }
}

extension WorkRoute {
    /// 今日
    package static let today = WorkRoute(.get, "/work", .signedIn)
    package static let signIn = WorkRoute(.get, "/work/sign-in", .everyone)
    package static let signOut = WorkRoute(.post, "/work/sign-out", .signedIn)
    /// 我的账号
    package static let ownAccount = WorkRoute(.get, "/work/account", .signedIn)
}
