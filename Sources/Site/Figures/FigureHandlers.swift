import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let figureEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.figures) { try await $0.figures() },
        WorkEndpoint(.setFigure) { try await $0.setFigure() },
    ]
}

extension WorkRequest {
    private func figuresPage(_ attempt: FiguresPage.Attempt? = nil) async throws -> FiguresPage {
        try await read { view in FiguresPage(book: try FigureRegister(view.transaction, site: view.site).book(), attempt: attempt) }
    }

    func figures() async throws -> Answer { show(try await figuresPage()) }

    func setFigure() async throws -> Answer {
        guard let figure = parameters["code"].flatMap({ DatedFigure.find($0) }) else { throw Refusal.notFound }
        func text(_ field: String) -> String { Folding.trimmed(form.text(FiguresPage.id(figure.code, field))) }
        var attempt = FiguresPage.Attempt(
            code: figure.code, value: text("value"), effective: text("effective"), basis: text("basis"), problems: [])
        let (value, effective) = (Int(attempt.value), Day(text: attempt.effective))
        if value == nil { attempt.problems.append(("value", "请填写整数")) }
        if effective == nil { attempt.problems.append(("effective", "请填写日期，例：\(now.day)")) }
        for fault in figure.faults(of: value ?? figure.released, basis: attempt.basis) {
            switch fault {
            case .outOfBounds(let bounds):
                attempt.problems.append(("value", "应在 \(bounds.lowerBound) 到 \(bounds.upperBound) 之间"))
            case .noBasis: attempt.problems.append(("basis", "请写明依据的文件和条款"))
            case .basisTooLong(let limit): attempt.problems.append(("basis", "依据最多 \(limit) 字，请缩短"))
            }
        }
        guard attempt.problems.isEmpty, let value, let effective else {
            return show(try await figuresPage(attempt), status: .unprocessableContent)
        }
        try await SetFigure(installation, county: county).run(
            figure, value: value, effective: effective, basis: attempt.basis, by: try staff)
        return .redirect(to: WorkRoute.figures.link(query: [("done", WorkNotice.saved.rawValue)]))
    }
}
