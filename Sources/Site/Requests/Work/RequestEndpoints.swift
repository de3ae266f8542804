import Pages

extension Workbench {
    static let requestEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.requests) { try await $0.requests() },
        WorkEndpoint(.ledgerFile) { try await $0.ledgerFile() },
        WorkEndpoint(.requestStatistics) { try await $0.requestStatistics() },
        WorkEndpoint(.newRequest) { try await $0.newRequest() },
        WorkEndpoint(.registerRequest) { try await $0.registerRequest() },
        WorkEndpoint(.requestTable) { try await $0.requestTable() },
        WorkEndpoint(.importRequests, formLimit: nil) { try await $0.importRequests() },
        WorkEndpoint(.request) { try await $0.request() },
        WorkEndpoint(.recordFact) { try await $0.recordFact() },
        WorkEndpoint(.strikeFact) { try await $0.strikeFact() },
        WorkEndpoint(.recordSearch) { try await $0.recordSearch() },
        WorkEndpoint(.assignRequest) { try await $0.assignRequest() },
        WorkEndpoint(.askExtension) { try await $0.askExtension() },
        WorkEndpoint(.decideExtension) { try await $0.decideExtension() },
        WorkEndpoint(.viewIdentity) { try await $0.viewIdentity() },
        WorkEndpoint(.requestCorrection) { try await $0.requestCorrection() },
        WorkEndpoint(.correctRequest) { try await $0.correctRequest() },
        WorkEndpoint(.transferRequest) { try await $0.transferRequest() },
        WorkEndpoint(.mergeRequest) { try await $0.mergeRequest() },
        WorkEndpoint(.splitRequest) { try await $0.splitRequest() },
        WorkEndpoint(.addRequestFile, formLimit: nil) { try await $0.addRequestFile() },
        WorkEndpoint(.requestFile) { try await $0.requestFile() },
        WorkEndpoint(.archiveRequest) { try await $0.archiveRequest() },
        WorkEndpoint(.destroyRequest) { try await $0.destroyRequest() },
        WorkEndpoint(.publishAnswer) { try await $0.publishAnswer() },
    ]
}
