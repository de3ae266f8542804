import Domain
import Pages

extension Workbench {
    static let serviceEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.services) { try await ServiceHandler($0).list() },
        WorkEndpoint(.newService) { try await ServiceHandler($0).form() },
        WorkEndpoint(.createService) { try await ServiceHandler($0).create() },
        WorkEndpoint(.serviceReports) { try await ServiceReportsHandler($0).list() },
        WorkEndpoint(.closeServiceReport) { try await ServiceReportsHandler($0).close() },
        WorkEndpoint(.serviceReportContact) { try await ServiceReportsHandler($0).contact() },
        WorkEndpoint(.service) { try await ServiceHandler($0).show() },
        WorkEndpoint(.startServiceChange) { try await ServiceHandler($0).startChange() },
        WorkEndpoint(.editService) { try await ServiceHandler($0).edit() },
        WorkEndpoint(.saveService) { try await ServiceHandler($0).save() },
        WorkEndpoint(.submitService) { try await ServiceHandler($0).submit() },
        WorkEndpoint(.recordServiceApproval) { try await ServiceHandler($0).recordApproval() },
        WorkEndpoint(.attachServiceFile, formLimit: nil) { try await ServiceHandler($0).attach() },
    ]
}
