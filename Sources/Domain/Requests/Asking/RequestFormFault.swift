/// A field of a request, as forms name it.
package enum RequestField: String, Sendable, CaseIterable, Hashable {
    case kind, name, document, documentNumber, representative, contactPerson
    case phone, email, address, postcode
    case unit
    case description, number, features
    case carrier, delivery

    /// Most Unicode scalars; `nil` for a choice from a list.
    package var limit: Int? {
        switch self {
        case .name: 100
        case .documentNumber: 40
        case .representative, .contactPerson: 50
        case .phone: 30
        case .email: 100
        case .address: 200
        case .postcode: 10
        case .unit: 40
        case .description: 2000
        case .number: 100
        case .features: 500
        case .kind, .document, .carrier, .delivery: nil
        }
    }
}

/// What is wrong with a request, and where.
package struct RequestFormFault: Error, Sendable, Hashable {
    package let field: RequestField
    package let reason: Reason

    package init(_ field: RequestField, _ reason: Reason) {
        self.field = field
        self.reason = reason
    }

    package enum Reason: Sendable, Hashable {
        case missing
        case tooLong(limit: Int, count: Int)
        /// Control characters.
        case unprintable
        /// Not what such a thing looks like.
        case malformed
        /// Right in form, but the check character says that it was copied wrongly.
        case wrongCheckCharacter
        /// An identity number of fifteen places, which is not valid any more.
        case outdated
        /// The kind of applicant does not have such a document; there is no such unit.
        case unsuitable
        /// Neither telephone, nor mail address, nor postal address.
        case noContact
        /// It is wanted because of the way of delivery.
        case neededFor(DeliveryWay)
        /// The form in which the information is wanted cannot be handed over so.
        case impossible(Carrier)
    }

    /// Whether a letter that lacks this is registered all the same, and its sender asked to complete it (条例 Art. 30). All else is a mistake of
    /// whoever types it in.
    package var canBeClarified: Bool {
        switch reason {
        case .missing: field != .kind
        case .noContact, .neededFor: true
        case .tooLong, .unprintable, .malformed, .wrongCheckCharacter, .outdated, .unsuitable, .impossible: false
        }
    }
}

extension RequestForm {
    /// Everything that is wrong, in the order of the fields. Looks at the form as `tidied` leaves it.
    ///
    /// - Parameter today: nobody was born after it.
    package func faults(on today: Day) -> [RequestFormFault] {
        let form = tidied
        var faults = form.applicant.faults(on: today)
        faults += RequestFormFault.inText(form.unit, .unit)
        faults += form.information.faults
        if form.carrier == nil { faults.append(RequestFormFault(.carrier, .missing)) }
        switch form.delivery {
        case nil: faults.append(RequestFormFault(.delivery, .missing))
        case .post? where form.applicant.address.isEmpty: faults.append(RequestFormFault(.address, .neededFor(.post)))
        case .email? where form.applicant.email.isEmpty: faults.append(RequestFormFault(.email, .neededFor(.email)))
        case .pickUp?, .post?, .email?, .onSite?: break
        }
        if let carrier = form.carrier, let delivery = form.delivery, !carrier.deliveries.contains(delivery) {
            faults.append(RequestFormFault(.delivery, .impossible(carrier)))
        }
        let order = RequestField.allCases
        return faults.enumerated().sorted {
            (order.firstIndex(of: $0.element.field) ?? 0, $0.offset) < (order.firstIndex(of: $1.element.field) ?? 0, $1.offset)
        }.map(\.element)
    }
}

extension RequestedInformation {
    fileprivate var faults: [RequestFormFault] {
        guard !(description.isEmpty && number.isEmpty && features.isEmpty) else { return [RequestFormFault(.description, .missing)] }
        return RequestFormFault.inText(description, .description, mayHaveLines: true) + RequestFormFault.inText(number, .number)
            + RequestFormFault.inText(features, .features, mayHaveLines: true)
    }
}

extension Applicant {
    fileprivate func faults(on today: Day) -> [RequestFormFault] {
        var faults = RequestFormFault.inText(name, .name, isRequired: true)
        faults += identityFaults(on: today)
        if kind.isOrganisation {
            faults += RequestFormFault.inText(representative, .representative, isRequired: true)
            faults += RequestFormFault.inText(contactPerson, .contactPerson, isRequired: true)
        }
        if phone.isEmpty, email.isEmpty, address.isEmpty { faults.append(RequestFormFault(.phone, .noContact)) }
        faults += RequestFormFault.inText(phone, .phone) { ContactForms.isPhone($0) ? nil : .malformed }
        faults += RequestFormFault.inText(email, .email) { ContactForms.isMailAddress($0) ? nil : .malformed }
        faults += RequestFormFault.inText(address, .address)
        faults += RequestFormFault.inText(postcode, .postcode) { text in
            text.utf8.count == 6 && text.utf8.allSatisfy { (48...57).contains($0) } ? nil : .malformed
        }
        return faults
    }

    private func identityFaults(on today: Day) -> [RequestFormFault] {
        guard let document else { return [RequestFormFault(.document, .missing)] }
        guard IdentityDocument.choices(for: kind).contains(document) else { return [RequestFormFault(.document, .unsuitable)] }
        return RequestFormFault.inText(documentNumber, .documentNumber, isRequired: true) { document.fault(in: $0, on: today) }
    }
}

extension RequestFormFault {
    /// - Parameters:
    ///   - mayHaveLines: whether line breaks and tabs are part of it.
    ///   - form: what is wrong with a text that is there and short enough.
    fileprivate static func inText(
        _ text: String, _ field: RequestField, isRequired: Bool = false, mayHaveLines: Bool = false,
        form: (String) -> Reason? = { _ in nil }
    ) -> [RequestFormFault] {
        guard !text.isEmpty else { return isRequired ? [RequestFormFault(field, .missing)] : [] }
        let count = text.unicodeScalars.count
        if let limit = field.limit, count > limit { return [RequestFormFault(field, .tooLong(limit: limit, count: count))] }
        let isPrintable = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: mayHaveLines
            case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
        guard isPrintable else { return [RequestFormFault(field, .unprintable)] }
        return form(text).map { [RequestFormFault(field, $0)] } ?? []
    }
}
