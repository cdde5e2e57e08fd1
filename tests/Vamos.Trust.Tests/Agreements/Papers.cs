namespace Vamos.Trust.Tests.Agreements;

using Vamos.Documents;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Checks;

/// <summary>Documents for tests: a good set, and what becomes of it when one line is changed.</summary>
internal static class Papers
{
    public const string AgreementFile = "agreements/mtess.yaml";

    public static readonly DateOnly Today = new(2026, 6, 1);

    public const string Institutions = """
        institutions:
          - code: mtess
            name: Ministerio de Trabajo
            roles: [consumer, provider]
          - code: mds
            name: Ministerio de Desarrollo Social
            roles: [provider]
          - code: utgs
            name: Unidad Técnica
            roles: [consumer, monitor]
            certificates:
              - public_key_sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        """;

    public const string Agreement = """
        id: mtess-control
        title: Control de prestaciones
        parties:
          consumer: mtess
          providers: [mds]
        instrument:
          kind: Convenio
          number: '12/2026'
          date: 2025-12-01
          article: cláusula 4
        validity:
          from: 2026-01-01
          until: 2026-12-31
        purposes: [PURPOSE_BENEFIT_CONTROL]
        programmes: [tekopora]
        quota:
          per_second: 5
          per_day: 100
        max_staleness: 24h
        audit_class: standard
        methods:
          - method: BeneficiaryService/GetBeneficiary
            fields:
              - beneficiary.person.name.first_surname
              - beneficiary.enrollments.status
          - method: EligibilityService/CheckEligibility
            fields:
              - decision.verdict
          - method: EligibilityService/ListProgrammes
            fields: ['*']
        """;

    public static AgreementCheckResult Check(string institutions = Institutions, string agreement = Agreement, params string[] more) =>
        AgreementCheck.Files(
            DocumentFiles.Of(
            [
                new("institutions.yaml", institutions),
                new(AgreementFile, agreement),
                .. more.Select((text, i) => new KeyValuePair<string, string>($"agreements/other{i}.yaml", text)),
            ]),
            Today);

    public static AgreementBook Book(string institutions = Institutions, string agreement = Agreement, params string[] more)
    {
        var result = Check(institutions, agreement, more);
        Assert.Empty(result.Errors);
        return result.Book!;
    }

    /// <summary>The good agreement with one part replaced; the part must be there.</summary>
    public static string With(string part, string by) => Replace(Agreement, part, by);

    public static string Replace(string text, string part, string by)
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, by, StringComparison.Ordinal);
    }
}
