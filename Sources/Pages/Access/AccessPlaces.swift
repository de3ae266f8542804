import Domain

// The places of signing in, of one's own account, and of the administrators.

extension WorkRoute {
    package static let submitSignIn = WorkRoute(.post, "/work/sign-in", .everyone)
    /// The second step: a code from the app, or a recovery code.
    package static let signInCode = WorkRoute(.get, "/work/sign-in/code", .everyone)
    package static let submitSignInCode = WorkRoute(.post, "/work/sign-in/code", .everyone)
    /// Leads to the office's identity provider, and back from it.
    package static let providerSignIn = WorkRoute(.get, "/work/sign-in/provider", .everyone)
    package static let providerReturn = WorkRoute(.get, "/work/sign-in/return", .everyone)

    package static let ownPassword = WorkRoute(.get, "/work/account/password", .signedIn)
    package static let changeOwnPassword = WorkRoute(.post, "/work/account/password", .signedIn)
    package static let ownSecondFactor = WorkRoute(.get, "/work/account/second-factor", .signedIn)
    package static let enableSecondFactor = WorkRoute(.post, "/work/account/second-factor", .signedIn)
    package static let confirmSecondFactor = WorkRoute(.post, "/work/account/second-factor/confirmation", .signedIn)
    package static let removeSecondFactor = WorkRoute(.post, "/work/account/second-factor/removal", .signedIn)
    package static let endOtherSessions = WorkRoute(.post, "/work/account/sessions/end", .signedIn)
    package static let endSession = WorkRoute(.post, "/work/account/sessions/{session}/end", .signedIn)

    private static let systemAdministrator = Permission.roles([.systemAdministrator])
    package static let newAccount = WorkRoute(.get, "/work/accounts/new", systemAdministrator)
    package static let addAccount = WorkRoute(.post, "/work/accounts", systemAdministrator)
    package static let account = WorkRoute(.get, "/work/accounts/{account}", systemAdministrator)
    package static let disableAccount = WorkRoute(.post, "/work/accounts/{account}/disabling", systemAdministrator)
    package static let enableAccount = WorkRoute(.post, "/work/accounts/{account}/enabling", systemAdministrator)
    package static let resetAccount = WorkRoute(.post, "/work/accounts/{account}/reset", systemAdministrator)
    package static let bindAccount = WorkRoute(.post, "/work/accounts/{account}/binding", systemAdministrator)

    private static let securityAdministrator = Permission.roles([.securityAdministrator])
    package static let addPost = WorkRoute(.post, "/work/posts", securityAdministrator)
    package static let assignPost = WorkRoute(.post, "/work/posts/{post}/assignment", securityAdministrator)
    package static let releasePost = WorkRoute(.post, "/work/posts/{post}/release", securityAdministrator)
    package static let signInRules = WorkRoute(.get, "/work/posts/sign-in-rules", securityAdministrator)
    package static let changeSignInRules = WorkRoute(.post, "/work/posts/sign-in-rules", securityAdministrator)
}
