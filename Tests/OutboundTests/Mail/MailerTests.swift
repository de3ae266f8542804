import Foundation
import Outbound
import Testing

/// A mail server in another process, small enough to be read: it takes one conversation after another and writes down what it was told.
struct SmallMailServer {
    let port: Int
    let folder: URL
    private let process: Process

    private static let program = #"""
        import base64, socketserver, sys
        refuse, folder = sys.argv[1], sys.argv[2]
        class Talk(socketserver.StreamRequestHandler):
            def say(self, text): self.wfile.write((text + "\r\n").encode())
            def handle(self):
                self.say("554 away" if refuse == "greeting" else "220 test")
                told, data = [], None
                while True:
                    line = self.rfile.readline()
                    if not line: break
                    text = line.decode("utf-8", "replace").rstrip("\r\n")
                    told.append(text)
                    word = text[:4].upper()
                    if word == "EHLO": self.wfile.write(b"250-test\r\n250 AUTH PLAIN\r\n")
                    elif word == "AUTH":
                        if text.upper() == "AUTH PLAIN":
                            self.say("334 ")
                            told.append(self.rfile.readline().decode().rstrip("\r\n"))
                        self.say("535 no" if refuse == "login" else "235 ok")
                    elif word == "RCPT": self.say("550 no such user" if refuse == "recipient" else "450 busy" if refuse == "busy" else "250 ok")
                    elif word == "DATA":
                        self.say("354 go on")
                        while True:
                            line = self.rfile.readline()
                            if line in (b".\r\n", b""): break
                            told.append(line.decode("utf-8", "replace").rstrip("\r\n"))
                        self.say("552 too much" if refuse == "message" else "250 taken")
                    elif word == "QUIT":
                        self.say("221 bye")
                        break
                    else: self.say("250 ok")
                open(folder + "/told.txt", "a", newline="").write("\n".join(told) + "\n")
        server = socketserver.TCPServer(("127.0.0.1", 0), Talk)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """#

    static func with(refusing: String = "nothing", _ body: (SmallMailServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", program, refusing, folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Under the test command the gentle signal is blocked.
        defer { kill(process.processIdentifier, SIGKILL) }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        try await body(SmallMailServer(port: port, folder: folder, process: process))
    }

    var server: MailServer {
        get throws { try #require(MailServer("smtp://127.0.0.1:\(port)")) }
    }

    /// What clients have said so far; the server writes it down when a client has left.
    func told() async throws -> [String] {
        let file = folder.appending(path: "told.txt").path
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(20)) }
        return try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    }
}

@Suite("Mail is handed over, and what became of it is known") struct MailerTests {
    private func message(body: String = "第一行\n.一行以点开头\n") throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("zwgk@mingchuan.example")), to: try #require(MailAddress("clerk@mingchuan.example")),
            subject: "公开任务提要", body: body, identity: "mingtang.7", milliseconds: 1_773_972_000_000)
    }

    @Test("A server gets sender, recipient and the whole message")
    func delivered() async throws {
        try await SmallMailServer.with { server in
            let message = try message()
            try await Mailer(try server.server, user: "zwgk", password: "secret").send(message)
            let told = try await server.told()
            #expect(told.contains { $0.hasPrefix("MAIL FROM:<zwgk@mingchuan.example>") })
            #expect(told.contains { $0.hasPrefix("RCPT TO:<clerk@mingchuan.example>") })
            #expect(told.contains { $0.hasPrefix("AUTH PLAIN") })
            let text = try #require(String(validating: message.bytes, as: UTF8.self)).components(separatedBy: "\r\n").filter { !$0.isEmpty }
            #expect(text.allSatisfy(told.contains))
        }
    }

    @Test("A refused recipient and a refused message are final; a busy server, a closed one and a wrong password are not")
    func refused() async throws {
        for (refusal, isFinal) in [("recipient", true), ("message", true), ("busy", false), ("greeting", false), ("login", false)] {
            try await SmallMailServer.with(refusing: refusal) { server in
                do {
                    try await Mailer(try server.server, user: "zwgk", password: "wrong").send(try message())
                    Issue.record("\(refusal): the mail was taken")
                } catch let failure as Mailer.Failure {
                    switch failure {
                    case .refused(let words): #expect(isFinal && !words.contains("@"), "\(refusal): \(words)")
                    case .temporary(let words): #expect(!isFinal && !words.contains("@"), "\(refusal): \(words)")
                    }
                }
            }
        }
    }

    @Test("Nobody there is temporary")
    func nobody() async throws {
        let server = try #require(MailServer("smtp://127.0.0.1:1"))
        await #expect(throws: Mailer.Failure.self) { try await Mailer(server).send(try message()) }
    }

    @Test("Sendmail gets the message on its standard input, and its exit status decides")
    func sendmail() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendmail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
        func program(_ name: String, _ end: String) throws -> MailServer {
            let path = folder.appending(path: name).path
            try Data("#!/bin/sh\necho \"$@\" > \(folder.path)/arguments\ncat > \(folder.path)/input\n\(end)\n".utf8).write(
                to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return try #require(MailServer("sendmail:\(path)"))
        }
        let message = try message()
        try await Mailer(try program("good", "exit 0")).send(message)
        let input = try Data(contentsOf: folder.appending(path: "input"))
        #expect(Array(input) == message.bytes)
        let arguments = try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8)
        #expect(arguments == "-i -f zwgk@mingchuan.example -- clerk@mingchuan.example\n")
        await #expect(throws: Mailer.Failure.refused("sendmail ended with 67")) {
            try await Mailer(try program("nobody", "exit 67")).send(message)
        }
        await #expect(throws: Mailer.Failure.temporary("sendmail ended with 75")) {
            try await Mailer(try program("later", "exit 75")).send(message)
        }
        let absent = try #require(MailServer("sendmail:/nonexistent/sendmail"))
        await #expect(throws: Mailer.Failure.temporary("sendmail did not run")) { try await Mailer(absent).send(message) }
    }
}
