# SOR/86-1062 ss. 2, 7.4, 7.5, 10, 10.1, 10.3; Interpretation Act ss. 26, 35
@billing
Feature: When goods must be accounted and paid for

  Scenario Outline: By program
    When goods of the <program> program are released on <released>
    Then they must be accounted for by <accountBy>
    And they are due on <due>

    Examples:
      | program    | released   | accountBy  | due        |
      | commercial | 2024-11-02 | 2024-11-08 | 2024-11-29 |
      | commercial | 2024-11-08 | 2024-11-18 | 2024-11-29 |
      | commercial | 2025-03-18 | 2025-03-25 | 2025-05-01 |
      | clvs       | 2025-03-10 | 2025-04-24 | 2025-05-01 |
      | csa-1      | 2025-03-10 | 2025-05-01 | 2025-05-01 |
      | csa-2      | 2025-03-10 | 2025-03-31 | 2025-03-31 |
      | ctc        | 2025-08-31 | 2025-09-24 | 2025-10-01 |

  Example: A due date on Canada Day may be kept on the day after
    When goods of the commercial program are released on 2025-06-03
    Then they are due on 2025-07-01
    And payment is still in time on 2025-07-02
