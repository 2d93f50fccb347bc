# SI/85-182 ss. 4, 4.1; Excise Tax Act Sch. VII s. 7; Customs Tariff s. 115; CBSA Memorandum D17-1-22
@assessment
Feature: Relief, remission and casual goods

  Scenario Outline: Courier limits are inclusive and all or nothing
    Given goods with a value for duty of $<value>
    And an MFN rate of 18 %
    And the goods come by courier from <from>
    When the importer accounts for the goods
    Then the customs duty is $<duty>
    And the GST is $<gst>

    Examples:
      | value  | from | duty  | gst  |
      | 20.00  | DE   | 0.00  | 0.00 |
      | 20.01  | JP   | 3.60  | 1.18 |
      | 40.00  | US   | 0.00  | 0.00 |
      | 40.01  | US   | 0.00  | 2.00 |
      | 150.00 | MX   | 0.00  | 7.50 |
      | 150.01 | MX   | 27.00 | 8.85 |

  Example: A remission order takes the duty away, and GST follows what remains
    Given goods with a value for duty of $39,999.00
    And an MFN rate of 14 %
    And special authority OIC-SIM-0001
    When the importer accounts for the goods on 2024-11-04
    Then the customs duty is $0.00
    And the GST is $1,999.95

  Scenario Outline: Provincial tax is collected on casual goods alone
    Given goods with a value for duty of $458.96
    And an MFN rate of 18 %
    And casual goods destined to <province>
    When the importer accounts for the goods on <date>
    Then the GST is $27.08
    And the provincial tax is $<tax>

    Examples:
      | province | date       | tax   |
      | ON       | 2024-11-04 | 43.33 |
      | QC       | 2024-11-04 | 54.02 |
      | BC       | 2024-11-04 | 37.91 |
      | AB       | 2024-11-04 | 0.00  |
      | NS       | 2025-03-31 | 54.16 |
      | NS       | 2025-04-01 | 48.74 |
