/// A part of a programme, a task or a report that a reason is about.
package enum ProgrammeField: Sendable, Hashable {
    case title, basis, goal, domains, phases, contacts, rules, limits
    case summary(Programme.SummaryPart)
    case taskTitle, detail, recipient, units, timing, period, day, text, value, file
}

/// Why something in a programme is not done.
package enum ProgrammeReason: Sendable, Hashable {
    case noSuchProgramme, noSuchTask, noSuchUnit, noSuchDomain, noSuchPhase, noSuchPeriod, noSuchEntry
    /// Not in this state, or not by this person.
    case notAllowed(ProgrammeAct, ProgrammeState)
    /// The task is another unit's, or the office's.
    case notYours
    case taskCancelled
    case missing(ProgrammeField)
    case tooLong(ProgrammeField, limit: Int)
    case tooMany(ProgrammeField, limit: Int)
    case phaseBackwards(String)
    /// Tasks still belong to the phase that was taken out.
    case phaseInUse(String)
    case aboveHundred
    /// This kind of task does not come round like that.
    case wrongRecurrence(ProgrammeTask.Kind)
    case timingBackwards
    /// Longer than a programme may run.
    case runsTooLong(years: Int)
    case dayAhead
    /// Has been reported on: kind, units and recurrence stay as they are.
    case reportedAlready
    case alreadyDone, notDone
    /// The month that a push is about ends on that day.
    case monthNotOver(Day)
    /// Only of monthly reports.
    case notForPublication
    /// A draft is an editor's.
    case needsEditor
    /// So many duties are open; a reason lets it end all the same.
    case openDuties(Int)

    package static func beyond(_ field: ProgrammeField, _ text: String, limit: Int) -> ProgrammeReason? {
        text.unicodeScalars.count > limit ? .tooLong(field, limit: limit) : nil
    }
}

/// Everything that stands in the way of an act in a programme.
package struct ProgrammeRefusal: Error, Sendable, Hashable {
    package let reasons: [ProgrammeReason]

    package init(_ reasons: [ProgrammeReason]) { self.reasons = reasons }

    /// - Throws: itself, when there is a reason.
    package static func check(_ reasons: [ProgrammeReason]) throws(ProgrammeRefusal) {
        guard reasons.isEmpty else { throw ProgrammeRefusal(reasons) }
    }
}
