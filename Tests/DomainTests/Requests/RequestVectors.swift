/// What the law says about dated histories (条例 Art. 30–35), computed by hand and by another program from the arrangements of holidays.
///
/// Two lines each: name | article | channel | what happened, with the working days of a period after a stroke; then the day on which it is
/// looked at, the state, and of receipt, due day, working days left, the limit of whoever else has to act, and problems, what there is.
enum RequestVectors {
    static let table = """
        # The day of receipt
        counter | 条例第三十一条 | counter | submitted 2025-09-15
            2025-09-15 accepted received 2025-09-15 due 2025-10-17 left 20
        counter, on a make-up Sunday | 条例第三十一条 | counter | submitted 2025-09-28
            2025-09-28 accepted received 2025-09-28 due 2025-10-31 left 20
        counter, on a Saturday off | 条例第三十一条 | counter | submitted 2025-09-20
            2025-09-22 accepted received 2025-09-20 due 2025-10-23 left 19
        counter, on a holiday | 条例第三十一条 | counter | submitted 2025-10-03
            2025-10-09 accepted received 2025-10-03 due 2025-11-04 left 19
        counter, the last day before the National Day | 条例第三十一条 | counter | submitted 2025-09-30
            2025-10-09 accepted received 2025-09-30 due 2025-11-04 left 19
        counter, written down as received only | 条例第三十一条 | counter | received 2026-03-02
            2026-03-02 accepted received 2026-03-02 due 2026-03-30 left 20
        counter, handed over and received on one day | 条例第三十一条 | counter | submitted 2025-09-15; received 2025-09-15
            2025-09-16 accepted received 2025-09-15 due 2025-10-17 left 19
        counter, over the Spring Festival with a make-up Sunday | 条例第三十三条 | counter | submitted 2024-01-31
            2024-02-05 accepted received 2024-01-31 due 2024-03-04 left 16
        counter, over Mid-Autumn and National Day in one | 条例第三十三条 | counter | submitted 2023-09-20
            2023-09-28 accepted received 2023-09-20 due 2023-10-24 left 14
        counter, over Labour Day 2026 with a make-up Saturday | 条例第三十三条 | counter | submitted 2026-04-20
            2026-04-30 accepted received 2026-04-20 due 2026-05-20 left 12
        signed post, on its way | 条例第三十一条 | signedPost | submitted 2025-09-12
            2025-09-12 registered
        signed post, signed for | 条例第三十一条 | signedPost | submitted 2025-09-12; received 2025-09-15
            2025-09-16 accepted received 2025-09-15 due 2025-10-17 left 19
        signed post, signed for on a Sunday off | 条例第三十一条 | signedPost | received 2026-03-22
            2026-03-23 accepted received 2026-03-22 due 2026-04-20 left 19
        plain letter, not confirmed yet | 条例第三十一条 | plainPost | received 2025-09-15
            2025-09-15 awaitingConfirmation
        plain letter, confirmed the same day | 条例第三十一条 | plainPost | submitted 2025-09-10; received 2025-09-15; confirmed 2025-09-15
            2025-09-15 accepted received 2025-09-15 due 2025-10-17 left 20
        plain letter, confirmed two days late | 条例第三十一条 | plainPost | received 2025-09-15; confirmed 2025-09-17
            2025-09-18 accepted received 2025-09-17 due 2025-10-21 left 19 problems confirmedLate
        plain letter, applicant not to be reached on the day | 国办公开办函〔2015〕207号 | plainPost | received 2025-09-15; unreachable 2025-09-15; confirmed 2025-09-22
            2025-09-22 accepted received 2025-09-22 due 2025-10-24 left 20
        plain letter, tried to reach the applicant a day late | 国办公开办函〔2015〕207号 | plainPost | received 2025-09-15; unreachable 2025-09-16; confirmed 2025-09-22
            2025-09-22 accepted received 2025-09-22 due 2025-10-24 left 20 problems confirmedLate
        fax, confirmed on a make-up Saturday before the Spring Festival | 条例第三十一条 | fax | received 2026-02-13; confirmed 2026-02-14
            2026-02-14 accepted received 2026-02-14 due 2026-03-20 left 20
        e-mail, sent only | 条例第三十一条 | email | submitted 2026-02-16
            2026-02-25 awaitingConfirmation
        e-mail, sent in the holidays, confirmed after them | 条例第三十一条 | email | submitted 2026-02-16; received 2026-02-24; confirmed 2026-02-24
            2026-02-24 accepted received 2026-02-24 due 2026-03-23 left 20
        e-mail, applicant not to be reached | 国办公开办函〔2015〕207号 | email | submitted 2026-03-02; unreachable 2026-03-02; confirmed 2026-03-16
            2026-03-16 accepted received 2026-03-16 due 2026-04-14 left 20
        e-mail, applicant still not to be reached | 国办公开办函〔2015〕207号 | email | submitted 2026-03-02; unreachable 2026-03-02
            2026-05-11 awaitingConfirmation
        internet, submitted and not confirmed | 条例第三十一条 | internet | submitted 2026-09-18
            2026-09-21 awaitingConfirmation
        internet, confirmed the day after, the first day a make-up Sunday | 条例第三十一条 | internet | submitted 2026-09-17; confirmed 2026-09-18
            2026-09-18 accepted received 2026-09-18 due 2026-10-22 left 20
        internet, confirmed on a Sunday off | 条例第三十一条 | internet | submitted 2026-03-20; confirmed 2026-03-22
            2026-03-23 accepted received 2026-03-22 due 2026-04-20 left 19
        misdirected letter, with the right office and not confirmed | 国办公开办函〔2015〕207号 | signedPost | submitted 2025-09-08; misdirected 2025-09-10; received 2025-09-15
            2025-09-15 awaitingConfirmation
        misdirected letter, confirmed | 国办公开办函〔2015〕207号 | signedPost | submitted 2025-09-08; misdirected 2025-09-10; received 2025-09-15; confirmed 2025-09-16
            2025-09-16 accepted received 2025-09-16 due 2025-10-20 left 20
        misdirected plain letter is not late | 国办公开办函〔2015〕207号 | plainPost | misdirected 2025-09-10; received 2025-09-15; confirmed 2025-09-16
            2025-09-16 accepted received 2025-09-16 due 2025-10-20 left 20
        given in the wrong order | 条例第三十一条 | signedPost | received 2025-09-15; submitted 2025-09-12
            2025-09-16 accepted received 2025-09-15 due 2025-10-17 left 19
        # The turn of the year, and what is not known yet
        over New Year 2024 | 条例第三十三条 | internet | submitted 2023-12-19; confirmed 2023-12-20
            2023-12-20 accepted received 2023-12-20 due 2024-01-18 left 20
        over New Year and the Spring Festival 2025 | 条例第三十三条 | counter | submitted 2024-12-30
            2025-01-06 accepted received 2024-12-30 due 2025-01-27 left 16
        over New Year 2026 with a make-up Sunday | 条例第三十三条 | counter | submitted 2025-12-22
            2026-01-05 accepted received 2025-12-22 due 2026-01-20 left 11
        due on the last known day | 条例第三十三条 | counter | submitted 2026-12-03
            2026-12-31 accepted received 2026-12-03 due 2026-12-31 left 0
        due one day behind it | 条例第三十三条 | counter | submitted 2026-12-04
            2026-12-31 accepted received 2026-12-04 due 2027-01-01 left 1 provisional
        extended over the end of 2026 | 条例第三十三条 | counter | submitted 2026-11-25; extended 2026-12-20/20
            2026-12-23 extended received 2026-11-25 due 2027-01-20 left 20 provisional
        an applicant's period over the end of 2026 | 条例第三十条 | counter | submitted 2026-12-16; clarificationAsked 2026-12-18/15
            2026-12-21 clarificationAsked received 2026-12-16 limit 2027-01-08 provisional
        overdue, and counted down below nothing | 条例第三十三条 | counter | submitted 2025-09-15
            2025-10-20 accepted received 2025-09-15 due 2025-10-17 left -1
        # Clarification: begins anew
        asked on the fourth day | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/10
            2025-09-22 clarificationAsked received 2025-09-15 limit 2025-10-09
        asked on the seventh working day, clarified | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-24/10; clarified 2025-10-09
            2025-10-09 clarified received 2025-10-09 due 2025-11-05 left 20
        asked on the eighth working day | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-25/10
            2025-09-25 clarificationAsked received 2025-09-15 limit 2025-10-15 problems askedBackLate
        clarified on the last day of the period | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/10; clarified 2025-10-09
            2025-10-13 clarified received 2025-10-09 due 2025-11-05 left 17
        clarified one day late | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/10; clarified 2025-10-10
            2025-10-13 clarified received 2025-10-10 due 2025-11-06 left 18 problems clarifiedLate
        clarified on a Sunday off | 条例第三十条 | counter | submitted 2026-03-16; clarificationAsked 2026-03-18/10; clarified 2026-03-22
            2026-03-23 clarified received 2026-03-22 due 2026-04-20 left 19
        clarified after the Spring Festival | 条例第三十条 | counter | submitted 2026-02-09; clarificationAsked 2026-02-12/7; clarified 2026-02-25
            2026-02-25 clarified received 2026-02-25 due 2026-03-24 left 20
        not clarified in time | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5
            2025-09-26 abandoned received 2025-09-15
        the last day of the period is the applicant's still | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5
            2025-09-25 clarificationAsked received 2025-09-15 limit 2025-09-25
        not clarified, recorded | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; abandoned 2025-09-26
            2025-10-13 abandoned received 2025-09-15
        not clarified, recorded on the last day of the period | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; abandoned 2025-09-25
            2025-09-25 clarificationAsked received 2025-09-15 limit 2025-09-25 problems notLapsedYet
        clarified late with good reason, after it was recorded | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; abandoned 2025-09-26; clarified 2025-10-13
            2025-10-13 clarified received 2025-10-13 due 2025-11-10 left 20 problems clarifiedLate
        abandoned and archived | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; archived 2025-10-13
            2025-10-13 archived received 2025-09-15
        asked again after it was clarified | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/10; clarified 2025-09-22; clarificationAsked 2025-09-24/10
            2025-09-24 clarified received 2025-09-22 due 2025-10-24 left 18 problems askedBackTwice
        asked again before it was clarified | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; clarificationAsked 2025-09-22/10
            2025-09-22 clarificationAsked received 2025-09-15 limit 2025-09-25 problems askedBackTwice
        no period was set: nothing can run out | 条例第三十条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18; abandoned 2025-12-01
            2025-12-01 clarificationAsked received 2025-09-15 problems noClarificationPeriod noClarificationPeriod
        begins anew after an extension: the extension is gone | 条例第三十条 | counter | submitted 2025-09-15; extended 2025-09-18/20; clarificationAsked 2025-09-19/10; clarified 2025-09-22
            2025-09-22 clarified received 2025-09-22 due 2025-10-24 left 20
        begins anew after a consultation: the pause is gone | 条例第三十条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-16; thirdPartyAnswered 2025-09-18; clarificationAsked 2025-09-19/10; clarified 2025-09-22
            2025-09-22 clarified received 2025-09-22 due 2025-10-24 left 20
        # Consultation: stands still
        third party asked and waiting | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18
            2025-09-22 thirdPartyConsulted received 2025-09-15 due 2025-10-21 left 17 limit 2025-10-15
        third party answered | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-09-24
            2025-09-24 inHand received 2025-09-15 due 2025-10-23 left 17
        third party, over the National Day | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-26; thirdPartyAnswered 2025-10-10
            2025-10-10 inHand received 2025-09-15 due 2025-10-24 left 11
        third party, over the Spring Festival with both make-up Saturdays | 条例第三十三条 | counter | submitted 2026-02-05; thirdPartyAsked 2026-02-13; thirdPartyAnswered 2026-02-28
            2026-03-02 inHand received 2026-02-05 due 2026-03-19 left 13
        third party silent: the pause ends after 15 working days from sending | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18
            2025-10-20 inHand received 2025-09-15 due 2025-11-07 left 14
        third party silent, on the last day of the 15 | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18
            2025-10-15 thirdPartyConsulted received 2025-09-15 due 2025-11-07 left 17 limit 2025-10-15
        third party silent: 15 working days from its own receipt | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyReceived 2025-09-23
            2025-10-31 inHand received 2025-09-15 due 2025-11-12 left 8
        third party, between the two limits | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyReceived 2025-09-23
            2025-10-17 thirdPartyConsulted received 2025-09-15 due 2025-11-11 left 17 limit 2025-10-20
        a second receipt does not prolong it | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyReceived 2025-09-23; thirdPartyReceived 2025-10-13
            2025-10-31 inHand received 2025-09-15 due 2025-11-12 left 8 problems consultedTwice
        third party answers after its period | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-10-24
            2025-10-24 inHand received 2025-09-15 due 2025-11-07 left 10 problems consultationAnsweredLate
        a shorter period is set for it | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18/10
            2025-10-20 inHand received 2025-09-15 due 2025-10-31 left 9
        a longer period than the law's is set for it | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18/30
            2025-10-20 inHand received 2025-09-15 due 2025-11-07 left 14 problems consultationTooLong
        co-maker asked and waiting | 条例第三十四条 | counter | submitted 2026-04-20; coMakerAsked 2026-04-22
            2026-05-06 coMakerConsulted received 2026-04-20 due 2026-05-29 left 18 limit 2026-05-15
        co-maker answered, over Labour Day | 条例第三十三条 | counter | submitted 2026-04-20; coMakerAsked 2026-04-28; coMakerAnswered 2026-05-08
            2026-05-08 inHand received 2026-04-20 due 2026-05-27 left 14
        co-maker silent: consent after 15 working days | 条例第三十四条 | counter | submitted 2026-04-20; coMakerAsked 2026-04-22
            2026-06-01 inHand received 2026-04-20 due 2026-06-10 left 7
        co-maker silent: from its own receipt | 条例第三十四条 | counter | submitted 2026-04-20; coMakerAsked 2026-04-22; coMakerReceived 2026-04-27
            2026-06-01 inHand received 2026-04-20 due 2026-06-15 left 10
        overlapping: no day is left out twice | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; coMakerAsked 2025-09-24; thirdPartyAnswered 2025-09-26; coMakerAnswered 2025-10-10
            2025-10-10 inHand received 2025-09-15 due 2025-11-03 left 17
        one within the other | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; coMakerAsked 2025-09-19; coMakerAnswered 2025-09-22; thirdPartyAnswered 2025-09-25
            2025-09-25 inHand received 2025-09-15 due 2025-10-24 left 17
        one after the other | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-17; thirdPartyAnswered 2025-09-19; coMakerAsked 2025-09-24; coMakerAnswered 2025-09-28
            2025-09-29 inHand received 2025-09-15 due 2025-10-24 left 14
        a second third party after the first answered | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-17; thirdPartyAnswered 2025-09-19; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-09-24
            2025-09-24 inHand received 2025-09-15 due 2025-10-23 left 17
        answered on the day it was asked: nothing stands still | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-09-18
            2025-09-18 inHand received 2025-09-15 due 2025-10-17 left 17
        asked on the due day: that day is counted already | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-10-17; thirdPartyAnswered 2025-10-24
            2025-10-24 inHand received 2025-09-15 due 2025-10-17 left -5
        asked one working day before it | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-10-16; thirdPartyAnswered 2025-10-22
            2025-10-22 inHand received 2025-09-15 due 2025-10-23 left 1
        two third parties, one answered: the other one is waited for | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-09-24
            2025-09-24 thirdPartyConsulted received 2025-09-15 due 2025-10-23 left 17 limit 2025-10-17
        two third parties, both answered | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-09-24; thirdPartyAnswered 2025-09-26
            2025-09-26 inHand received 2025-09-15 due 2025-10-27 left 17
        two third parties, the second one silent: until its limit | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-09-24
            2025-10-20 inHand received 2025-09-15 due 2025-11-11 left 16
        two third parties, the first one's time is over | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22
            2025-10-16 thirdPartyConsulted received 2025-09-15 due 2025-11-10 left 17 limit 2025-10-17
        two third parties, both silent | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22
            2025-10-20 inHand received 2025-09-15 due 2025-11-11 left 16
        two third parties, the first one answers late and the other one is waited for | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-10-16
            2025-10-16 thirdPartyConsulted received 2025-09-15 due 2025-11-10 left 17 limit 2025-10-17 problems consultationAnsweredLate
        each receipt is the next one's | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-18; thirdPartyReceived 2025-09-22; thirdPartyReceived 2025-09-24
            2025-10-20 thirdPartyConsulted received 2025-09-15 due 2025-11-12 left 17 limit 2025-10-21
        three receipts of two third parties | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-18; thirdPartyReceived 2025-09-19; thirdPartyReceived 2025-09-22; thirdPartyReceived 2025-09-23
            2025-09-23 thirdPartyConsulted received 2025-09-15 due 2025-10-22 left 17 limit 2025-10-16 problems consultedTwice
        another one asked after the first one's silence: the answer is the second one's | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18/5; thirdPartyAsked 2025-09-29; thirdPartyAnswered 2025-10-10
            2025-10-10 inHand received 2025-09-15 due 2025-10-29 left 14
        two co-makers, both answered, over Labour Day | 条例第三十四条 | counter | submitted 2026-04-20; coMakerAsked 2026-04-22; coMakerAsked 2026-04-24; coMakerAnswered 2026-04-27; coMakerAnswered 2026-04-29
            2026-04-29 inHand received 2026-04-20 due 2026-05-27 left 18
        two third parties and a co-maker: until the last of them | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-17; thirdPartyAsked 2025-09-18; coMakerAsked 2025-09-19; thirdPartyAnswered 2025-09-22; coMakerAnswered 2025-09-23; thirdPartyAnswered 2025-09-25
            2025-09-25 inHand received 2025-09-15 due 2025-10-27 left 18
        an answer that nobody asked for | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAnswered 2025-09-24
            2025-09-24 accepted received 2025-09-15 due 2025-10-17 left 13 problems noConsultation
        # Extension
        on the last day | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-17/20
            2025-10-17 extended received 2025-09-15 due 2025-11-14 left 20
        one day late, a Saturday | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-18/20
            2025-10-20 accepted received 2025-09-15 due 2025-10-17 left -1 problems extendedLate
        one working day late | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-20/20
            2025-10-20 accepted received 2025-09-15 due 2025-10-17 left -1 problems extendedLate
        twice | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10/10; extended 2025-10-20/10
            2025-10-20 extended received 2025-09-15 due 2025-10-31 left 9 problems extendedTwice
        longer than the law allows | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10/30
            2025-10-10 extended received 2025-09-15 due 2025-11-14 left 26 problems extensionTooLong
        by ten working days | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10/10
            2025-10-10 extended received 2025-09-15 due 2025-10-31 left 16
        with no number: the most | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10
            2025-10-10 extended received 2025-09-15 due 2025-11-14 left 26
        by nothing | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10/0
            2025-10-10 accepted received 2025-09-15 due 2025-10-17 left 6 problems badPeriod
        over New Year and the Spring Festival | 条例第三十三条 | counter | submitted 2024-12-16; extended 2025-01-13/20
            2025-01-14 extended received 2024-12-16 due 2025-02-17 left 20
        with a pause before it | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-09-24; extended 2025-10-17/20
            2025-10-20 extended received 2025-09-15 due 2025-11-20 left 23
        with a pause after it | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-10/15; coMakerAsked 2025-10-13; coMakerAnswered 2025-10-20
            2025-10-20 extended received 2025-09-15 due 2025-11-14 left 19
        after the 20 days, in time only because of the pause | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-10-10; thirdPartyAnswered 2025-10-16; extended 2025-10-20/20
            2025-10-20 extended received 2025-09-15 due 2025-11-21 left 24
        # Fee
        noticed: the applicant's turn | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22
            2025-09-29 feeNoticed received 2025-09-15 limit 2025-10-24
        paid: begins anew | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-09
            2025-10-09 feePaid received 2025-09-15 due 2025-11-05 left 20
        paid on the last day | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-24
            2025-10-24 feePaid received 2025-09-15 due 2025-11-21 left 20
        paid one working day late | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-27
            2025-10-27 feeLapsed received 2025-09-15 problems paidLate
        not paid | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22
            2025-11-10 feeLapsed received 2025-09-15
        not paid, recorded | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feeLapsed 2025-10-27
            2025-11-10 feeLapsed received 2025-09-15
        not paid, recorded too early | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feeLapsed 2025-10-24
            2025-10-24 feeNoticed received 2025-09-15 limit 2025-10-24 problems notLapsedYet
        noticed on the last day of the reply period | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-10-17
            2025-10-17 feeNoticed received 2025-09-15 limit 2025-11-14
        noticed one day late | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-10-18
            2025-10-20 accepted received 2025-09-15 due 2025-10-17 left -1 problems feeNoticedLate
        paid on the make-up Saturday before the Spring Festival | 国办函〔2020〕109号 | counter | submitted 2026-02-02; feeNoticed 2026-02-09; feePaid 2026-02-14
            2026-02-14 feePaid received 2026-02-02 due 2026-03-20 left 20
        noticed a second time | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-09; feeNoticed 2025-10-13
            2025-10-13 feePaid received 2025-09-15 due 2025-11-05 left 17 problems feeNoticedTwice
        paid without a notice | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feePaid 2025-10-09
            2025-10-09 accepted received 2025-09-15 due 2025-10-17 left 7 problems outOfPlace
        extended after it was paid | 国办函〔2020〕109号 | counter | submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-09; extended 2025-10-20/20
            2025-10-20 extended received 2025-09-15 due 2025-12-03 left 32
        # More than can be answered in time
        delayed | 条例第三十五条 | counter | submitted 2025-09-15; delayed 2025-10-10/15
            2025-10-10 delayed received 2025-09-15 due 2025-11-07 left 21
        delayed too late | 条例第三十五条 | counter | submitted 2025-09-15; delayed 2025-10-20/15
            2025-10-20 accepted received 2025-09-15 due 2025-10-17 left -1 problems delayedLate
        delayed with no period set | 条例第三十五条 | counter | submitted 2025-09-15; delayed 2025-10-10
            2025-10-10 accepted received 2025-09-15 due 2025-10-17 left 6 problems noDelayPeriod
        extended, then delayed | 条例第三十五条 | counter | submitted 2025-09-15; extended 2025-10-10/20; delayed 2025-11-10/30
            2025-11-10 delayed received 2025-09-15 due 2025-12-26 left 34
        delayed twice | 条例第三十五条 | counter | submitted 2025-09-15; delayed 2025-10-10/15; delayed 2025-10-13/15
            2025-10-13 delayed received 2025-09-15 due 2025-11-07 left 19 problems delayedTwice
        # The reply and after
        answered on the last day | 条例第三十三条 | counter | submitted 2025-09-15; answered 2025-10-17
            2025-10-20 answered received 2025-09-15 due 2025-10-17
        answered one working day late | 条例第三十三条 | counter | submitted 2025-09-15; answered 2025-10-20
            2025-10-20 answered received 2025-09-15 due 2025-10-17 problems answeredLate
        answered on the Saturday after the last day | 条例第三十三条 | counter | submitted 2025-09-15; answered 2025-10-18
            2025-10-20 answered received 2025-09-15 due 2025-10-17 problems answeredLate
        answered at once, at the counter | 条例第三十三条 | counter | submitted 2025-09-15; answered 2025-09-15; served 2025-09-15
            2025-09-15 served received 2025-09-15 due 2025-10-17
        answered while a third party still has time | 条例第三十二条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; answered 2025-09-24
            2025-10-20 answered received 2025-09-15 due 2025-10-23 problems answeredDuringConsultation
        answered after the third party's silence, in time because of the pause | 条例第三十三条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; answered 2025-11-06
            2025-11-06 answered received 2025-09-15 due 2025-11-07
        answered within the extension | 条例第三十三条 | counter | submitted 2025-09-15; extended 2025-10-17/20; answered 2025-11-14
            2025-11-14 answered received 2025-09-15 due 2025-11-14
        served | 国办公开办函〔2016〕235号 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20
            2025-10-20 served received 2025-09-15 due 2025-10-17
        brought back by the post | 国办公开办函〔2016〕235号 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20; serviceReturned 2025-10-27
            2025-10-27 answered received 2025-09-15 due 2025-10-17
        brought back before anybody noted that it was served | 国办公开办函〔2016〕235号 | counter | submitted 2025-09-15; answered 2025-10-17; serviceReturned 2025-10-27
            2025-10-27 answered received 2025-09-15 due 2025-10-17
        brought back twice, then served | 国办公开办函〔2016〕235号 | counter | submitted 2025-09-15; answered 2025-10-17; serviceReturned 2025-10-27; serviceReturned 2025-11-03; served 2025-11-05
            2025-11-05 served received 2025-09-15 due 2025-10-17
        archived | 条例第四十五条 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20; archived 2025-10-27
            2025-10-27 archived received 2025-09-15 due 2025-10-17
        reopened with a period of its own | 条例第五十一条 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20; reopened 2026-02-10/10
            2026-02-11 inHand received 2025-09-15 due 2026-03-02 left 9
        reopened from the archive, with the ordinary period | 条例第五十一条 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20; archived 2025-10-27; reopened 2026-02-10
            2026-02-11 inHand received 2025-09-15 due 2026-03-16 left 19
        reopened after it was taken for abandoned | 条例第五十一条 | counter | submitted 2025-09-15; clarificationAsked 2025-09-18/5; archived 2025-10-13; reopened 2026-03-02/15
            2026-03-02 inHand received 2025-09-15 due 2026-03-23 left 15
        reopened and answered late | 条例第五十一条 | counter | submitted 2025-09-15; answered 2025-10-17; served 2025-10-20; reopened 2026-02-10/10; answered 2026-03-03
            2026-03-10 answered received 2025-09-15 due 2026-03-02 problems answeredLate
        withdrawn while a third party is asked | 条例第二十七条 | counter | submitted 2025-09-15; thirdPartyAsked 2025-09-18; withdrawn 2025-09-22
            2025-09-26 withdrawn received 2025-09-15
        withdrawn before it was received | 条例第二十七条 | internet | submitted 2025-09-15; withdrawn 2025-09-16
            2025-09-16 withdrawn
        passed on to the responsible office | 条例第三十六条 | counter | submitted 2025-09-15; transferred 2025-09-18
            2025-09-18 transferred received 2025-09-15
        merged with the same request | 条例第三十六条 | counter | submitted 2025-09-15; merged 2025-09-18
            2025-09-18 merged received 2025-09-15
        merged and archived | 条例第三十六条 | counter | submitted 2025-09-15; merged 2025-09-18; archived 2025-09-22
            2025-09-22 archived received 2025-09-15
        split into one case for each matter | 国办函〔2020〕109号 | counter | submitted 2025-09-15; split 2025-09-18
            2025-09-18 split received 2025-09-15
        # What has not happened yet
        a reply in the future does not count | 条例第三十三条 | counter | submitted 2025-09-15; answered 2025-10-10
            2025-09-26 accepted received 2025-09-15 due 2025-10-17 left 11 problems inTheFuture
        a receipt in the future does not count | 条例第三十一条 | counter | submitted 2025-09-15
            2025-09-14 registered problems inTheFuture
        """
}
