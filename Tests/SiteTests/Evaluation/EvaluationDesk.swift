import Domain
import Files
import Foundation
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

/// The office, a unit's editor, another unit's editor and two third parties, of whom one is named in the round.
struct EvaluationDesk {
    let place: ReplyPlace
    let office: WorkClient
    let editor: WorkClient
    let stranger: WorkClient
    let third: WorkClient
    let unnamed: WorkClient

    static func with(_ engine: Engine = .sqlite, _ body: (EvaluationDesk) async throws -> Void) async throws {
        try await ReplyPlace.with(engine) { place in
            try await place.addStranger()
            try await place.place.add("ceping", name: "测评员甲", roles: [.evaluator])
            try await place.place.add("qita", name: "测评员乙", roles: [.evaluator])
            try await body(
                EvaluationDesk(
                    place: place, office: try await place.client("gongkai"), editor: try await place.client("wangming"),
                    stranger: try await place.client("stranger"), third: try await place.client("ceping"),
                    unnamed: try await place.client("qita")))
        }
    }

    static func scheme(points: String = "5") throws -> Scheme {
        func number(_ text: String) throws -> ExactNumber { try #require(ExactNumber(text: text)) }
        let late = Indicator.Deduction([.init("迟公开<b>", each: try number("1"))])
        return Scheme(
            title: "验收<指标>", points: try number("5"),
            indicators: [
                Indicator(code: "1", name: "机构", points: try number("3"), kind: .scored(Indicator.Leaf())),
                Indicator(
                    code: "2", name: "及时", points: try number(points == "5" ? "2" : points), kind: .deduction(late, Indicator.Leaf())),
            ],
            assessors: [
                Scheme.Assessor(code: "self", name: "自评", kind: .oneself, weight: try number("10")),
                Scheme.Assessor(code: "third", name: "第三方评估", kind: .thirdParty, weight: try number("90")),
            ],
            grading: .quota([Grading.Quota("优秀", percent: nil), Grading.Quota("合格", percent: nil)], ties: .lower, failing: "不合格"))
    }

    func upload(_ scheme: Scheme, year: String = "2026") async throws -> PortalClient.Reply {
        let text = String(decoding: try EvaluationJSON.write(scheme), as: UTF8.self)
        return try await RegisterRequestTests.upload(
            office, "/work/evaluation/schemes", [("year", year), ("name", "")], "scheme.json", text)
    }

    func location(_ reply: PortalClient.Reply) throws -> String {
        try #require(reply.headers[.location]?.split(separator: "?").first.map(String.init), "\(reply.status) \(reply.text)")
    }

    func version(_ path: String) async throws -> String {
        let text = try await office.get(path).text
        let match = try #require(text.firstMatch(of: /name="version" value="(\d+)"/), "\(text)")
        return String(match.1)
    }

    /// The account that a tick box of the arrangement stands for.
    func account(_ name: String, _ path: String) async throws -> String {
        let text = try await office.get(path).text
        let match = try #require(text.matches(of: /reviewer-third-(\d+)">([^<]+)</).first { $0.2 == name[...] }, "\(text)")
        return String(match.1)
    }

    /// A round with one unit, arranged and opened.
    func begin() async throws -> String {
        let first = try location(try await upload(try Self.scheme()))
        let graded = try await office.post(first + "/grades", [("quota-0", "40"), ("quota-1", "60"), ("ties", "higher")])
        let edition = try location(graded)
        let created = try await office.post(
            "/work/evaluation/rounds",
            [
                ("edition", String(edition.split(separator: "/").last ?? "")), ("title", "2026年<测评>"), ("first", "2026-01-01"),
                ("last", "2026-03-19"),
            ])
        let path = try location(created)
        let arranged = try await office.post(
            path + "/arrangement",
            [
                ("version", try await version(path)), ("units", place.unit.description), ("due-self", "2026-03-25"),
                ("due-third", "2026-03-25"),
                ("reviewers-third", try await account("测评员甲", path)),
            ])
        #expect(arranged.status == 303, "\(arranged.text)")
        try await move(path, "open")
        return path
    }

    func move(_ path: String, _ act: String, _ more: [(String, String)] = []) async throws {
        let reply = try await office.post(path + "/state", [("version", try await version(path)), ("act", act)] + more)
        #expect(reply.status == 303, "\(act): \(reply.text)")
    }

    func sheet(_ path: String, _ assessor: String) -> String { "\(path)/sheets/\(assessor)/\(place.unit)" }

    static func answers(_ score: String, late: String, version: String = "0", act: String = "submit") -> [(String, String)] {
        [
            ("version", version), ("act", act), ("score-0", score), ("times-1-0", late), ("comment-0", "评语<i>"),
            ("evidence-0", "明政办〔2026〕1号"),
        ]
    }
}
