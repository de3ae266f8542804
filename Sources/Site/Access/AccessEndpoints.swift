import Pages

extension Workbench {
    /// Signing in, one's own account, accounts and posts.
    static let accessEndpoints: [WorkEndpoint] = signInEndpoints + ownAccountEndpoints + accountEndpoints + postEndpoints

    private static let smallForm = 16 * 1024

    private static let signInEndpoints = [
        WorkEndpoint(.signIn) { try await SignInHandler($0).form() },
        WorkEndpoint(.submitSignIn, formLimit: smallForm) { try await SignInHandler($0).submit() },
        WorkEndpoint(.signInCode) { try await SignInHandler($0).codeForm() },
        WorkEndpoint(.submitSignInCode, formLimit: smallForm) { try await SignInHandler($0).submitCode() },
        WorkEndpoint(.providerSignIn) { try await ProviderHandler($0).begin() },
        WorkEndpoint(.providerReturn) { try await ProviderHandler($0).finish() },
        WorkEndpoint(.signOut, formLimit: smallForm) { try await SignInHandler($0).signOut() },
    ]

    private static let ownAccountEndpoints = [
        WorkEndpoint(.ownAccount) { try await OwnAccountHandler($0).page() },
        WorkEndpoint(.ownPassword) { try await OwnAccountHandler($0).passwordForm() },
        WorkEndpoint(.changeOwnPassword, formLimit: smallForm) { try await OwnAccountHandler($0).changePassword() },
        WorkEndpoint(.ownSecondFactor) { try await OwnAccountHandler($0).secondFactor() },
        WorkEndpoint(.enableSecondFactor, formLimit: smallForm) { try await OwnAccountHandler($0).enableSecondFactor() },
        WorkEndpoint(.confirmSecondFactor, formLimit: smallForm) { try await OwnAccountHandler($0).confirmSecondFactor() },
        WorkEndpoint(.removeSecondFactor, formLimit: smallForm) { try await OwnAccountHandler($0).removeSecondFactor() },
        WorkEndpoint(.endOtherSessions, formLimit: smallForm) { try await OwnAccountHandler($0).endOthers() },
        WorkEndpoint(.endSession, formLimit: smallForm) { try await OwnAccountHandler($0).endOne() },
    ]

    private static let accountEndpoints = [
        WorkEndpoint(.accounts) { try await AccountHandler($0).list() },
        WorkEndpoint(.newAccount) { try await AccountHandler($0).form() },
        WorkEndpoint(.addAccount, formLimit: smallForm) { try await AccountHandler($0).add() },
        WorkEndpoint(.account) { try await AccountHandler($0).page() },
        WorkEndpoint(.disableAccount, formLimit: smallForm) { try await AccountHandler($0).disable() },
        WorkEndpoint(.enableAccount, formLimit: smallForm) { try await AccountHandler($0).enable() },
        WorkEndpoint(.resetAccount, formLimit: smallForm) { try await AccountHandler($0).reset() },
        WorkEndpoint(.bindAccount, formLimit: smallForm) { try await AccountHandler($0).bind() },
    ]

    private static let postEndpoints = [
        WorkEndpoint(.posts) { try await PostHandler($0).list() },
        WorkEndpoint(.addPost, formLimit: smallForm) { try await PostHandler($0).add() },
        WorkEndpoint(.assignPost, formLimit: smallForm) { try await PostHandler($0).assign() },
        WorkEndpoint(.releasePost, formLimit: smallForm) { try await PostHandler($0).release() },
        WorkEndpoint(.signInRules) { try await PostHandler($0).rules() },
        WorkEndpoint(.changeSignInRules, formLimit: smallForm) { try await PostHandler($0).changeRules() },
    ]
}
