import Pages

extension Workbench {
    static let batchEndpoints: [WorkEndpoint] = []
}
