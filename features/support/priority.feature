# CARM briefing, March 2024: incident priority definitions and key challenges; assumptions A-96 to A-98
@support @priority
Feature: The facts decide how urgent an incident is

  Rule: The highest definition that fits decides

    Example: Two partners who cannot work at all are a broad group
      When an incident is reported with these facts
        | effect   | stoppage          |
        | process  | non-critical      |
        | scope    | external-partners |
        | partners | 2                 |
      Then its priority is P1

    Example: One key partner who cannot work at all
      When an incident is reported with these facts
        | effect   | stoppage    |
        | process  | primary     |
        | scope    | key-partner |
        | partners | 1           |
      Then its priority is P2

    Example: An outage that overran its hours and that nobody felt
      When an incident is reported with these facts
        | effect    | planned-outage-overrun |
        | process   | primary                |
        | impactNil | yes                    |
      Then its priority is P3

  Rule: A wish is no incident, whatever it is called

    Example: An enhancement reported as a complete stop of work
      When an enhancement is reported as P1 with these facts
        | effect  | stoppage |
        | process | primary  |
      Then it has no priority
      And the facts do not support the claim

  Rule: Better facts change the priority and lose no time

    Example: What looked like a stop for all touches one person
      Given importer Anne is enrolled in release prior to payment
      And it is 09:00 on 2024-11-05
      When Anne reports an incident as P1 with these facts
        | effect  | stoppage |
        | process | primary  |
      And it is 15:00 on 2024-11-05
      And the desk learns these facts
        | effect  | stoppage    |
        | process | primary     |
        | scope   | single-user |
      Then its priority is P4
      And the facts do not support the claim
      And its clock has been running since 09:00 on 2024-11-05
