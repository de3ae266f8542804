package import Domain

/// Programmes for other programs. Every key is always there; days are ISO texts, identifiers decimal texts.
package enum ProgrammeJSON {
    /// A programme, its tasks and how each stands on a day.
    package static func text(
        _ programme: Programme, _ standings: [TaskStanding], units: [OrganisationUnit.ID: String], on day: Day
    ) -> String {
        var json = JSONWriter()
        json.object { json in
            json.value("id", programme.id.description)
            json.value("title", programme.title)
            json.value("state", programme.state.rawValue)
            json.value("isPublic", programme.isPublic)
            json.value("asOf", day.description)
            json.value("basis", programme.plan.basis)
            json.value("goal", programme.plan.goal)
            json.strings("domains", programme.plan.domains)
            json.array("phases") { json in
                for phase in programme.plan.phases {
                    json.object { json in
                        json.value("name", phase.name)
                        json.value("first", phase.first.description)
                        json.value("last", phase.last.description)
                        let own = TaskTally(standings.filter { $0.task.phase == phase.key })
                        write(own, to: &json)
                    }
                }
            }
            json.object("total") { write(TaskTally(standings), to: &$0) }
            json.array("tasks") { json in for standing in standings { json.object { write(standing, units, to: &$0) } } }
        }
        return json.text
    }

    private static func write(_ tally: TaskTally, to json: inout JSONWriter) {
        for state in TaskState.allCases { json.value(state.rawValue, tally[state]) }
    }

    private static func write(_ standing: TaskStanding, _ units: [OrganisationUnit.ID: String], to json: inout JSONWriter) {
        json.value("task", standing.task.id.description)
        json.value("kind", standing.task.kind.rawValue)
        json.value("title", standing.task.title)
        json.value("unit", standing.unit.map { units[$0] ?? "" })
        json.value("period", standing.period.text)
        json.value("due", standing.due.description)
        json.value("state", standing.state.rawValue)
        json.value("completed", standing.completed?.description)
        json.value("percent", standing.value?.description)
    }

    package static func text(_ report: PushReport) -> String {
        var json = JSONWriter()
        json.object { json in
            json.value("title", report.title)
            json.value("recipient", report.recipient)
            json.value("period", report.period.text)
            json.value("from", report.month.lowerBound.description)
            json.value("through", report.month.upperBound.description)
            json.value("pushed", report.pushed)
            json.array("documents") { json in
                for item in report.items {
                    json.object { json in
                        json.value("id", item.disclosure)
                        json.value("title", item.title)
                        json.value("unit", item.unit)
                        json.value("published", item.published.description)
                    }
                }
            }
        }
        return json.text
    }
}
