import Hummingbird
import NIOCore
import Pages

extension Request {
    /// The fields of a form a visitor sends.
    ///
    /// - Throws: `Refusal.tooLarge` over the limit, a bad request when it is not a form.
    func visitorForm(limitInBytes: Int) async throws -> QueryParameters {
        let buffer: ByteBuffer
        do {
            buffer = try await body.collect(upTo: limitInBytes)
        } catch is NIOTooManyBytesError {
            throw Refusal(kind: .tooLarge(limitInBytes: limitInBytes))
        }
        guard let form = QueryParameters(text: String(buffer: buffer), limitInBytes: limitInBytes) else {
            throw Refusal.badRequest("提交的表单无法识别，请返回重新填写。")
        }
        return form
    }
}
