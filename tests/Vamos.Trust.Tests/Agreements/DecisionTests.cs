namespace Vamos.Trust.Tests.Agreements;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>Every method of the contracts against every reason to deny it.</summary>
public sealed class DecisionTests
{
    public static TheoryData<string> Methods => [.. ExchangedMethods.All.Select(m => m.ShortName)];

    private static readonly DateOnly Day = new(2026, 6, 1);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_under_an_agreement_is_granted_on_its_first_and_last_day(string method)
    {
        var book = BookOf(method);

        Assert.True(Decide(book, method, day: new(2026, 1, 1)).IsGranted);
        Assert.True(Decide(book, method, day: new(2026, 12, 31)).IsGranted);
        Assert.Equal("the-agreement", Decide(book, method).AgreementId);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Unknown_institution_is_denied(string method) =>
        AssertDenied(Decide(BookOf(method), method, consumer: "stranger"), ErrorReasons.UnknownInstitution, "stranger");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Institution_without_an_agreement_is_denied(string method) =>
        AssertDenied(Decide(BookOf(method), method, consumer: "utgs"), ErrorReasons.NoAgreement, method);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_that_the_agreement_does_not_name_is_denied(string method)
    {
        var another = ExchangedMethods.All.First(m => m.ShortName != method).ShortName;

        AssertDenied(Decide(BookOf(another), method), ErrorReasons.NoAgreement, method);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Agreement_before_its_first_day_is_denied(string method) =>
        AssertDenied(Decide(BookOf(method), method, day: new(2025, 12, 31)), ErrorReasons.AgreementNotYetValid, "2026-01-01");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Agreement_after_its_last_day_is_denied(string method) =>
        AssertDenied(Decide(BookOf(method), method, day: new(2027, 1, 1)), ErrorReasons.AgreementExpired, "2026-12-31");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_other_purpose_is_denied_where_data_is_personal(string method)
    {
        var book = BookOf(method);
        var personal = ExchangedMethods.Find(method)!.IsPersonal;
        foreach (var purpose in Enum.GetValues<Purpose>().Where(p => p != Purpose.BenefitControl))
        {
            var decision = Decide(book, method, purpose: purpose);
            if (personal)
                AssertDenied(decision, ErrorReasons.PurposeNotGranted, "PURPOSE_BENEFIT_CONTROL");
            else
                Assert.True(decision.IsGranted);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Other_programme_is_denied_where_a_request_names_one(string method)
    {
        var bounded = ExchangedMethods.Find(method)!.NamesProgramme;
        var book = bounded ? BookOf(method, "programmes: [tekopora, abrazo]") : BookOf(method);

        Assert.True(Decide(book, method, programme: "abrazo").IsGranted);
        if (bounded)
            AssertDenied(Decide(book, method, programme: "tekoha"), ErrorReasons.ProgrammeNotGranted, "tekopora, abrazo");
    }

    [Fact]
    public void Methods_of_adapters_and_of_nobody_are_denied()
    {
        var book = Papers.Book();

        foreach (var path in new[] { "/vamos.adapter.v1.AdapterService/GetRecords", "/nobody/Nothing", "", "BeneficiaryService/GetBeneficiary" })
            Assert.Equal(DenialReason.NoAgreement, book.Decide("mtess", path, Purpose.BenefitControl, null, Day).Denial);
    }

    [Fact]
    public void Agreement_for_the_purpose_that_expired_is_named_rather_than_one_for_another_purpose()
    {
        var former = Papers.Agreement.Replace("mtess-control", "mtess-former").Replace("PURPOSE_BENEFIT_CONTROL", "PURPOSE_REFERRAL")
            .Replace("date: 2025-12-01", "date: 2023-12-01").Replace("2026-01-01", "2024-01-01").Replace("2026-12-31", "2024-12-31");

        var decision = Papers.Book(more: former).Decide("mtess", Path("BeneficiaryService/GetBeneficiary"), Purpose.Referral, null, Day);

        Assert.Equal((DenialReason.Expired, "mtess-former"), (decision.Denial, decision.AgreementId));
    }

    [Fact]
    public void Programmes_under_several_agreements_are_told_apart()
    {
        var other = Papers.Agreement.Replace("mtess-control", "mtess-abrazo").Replace("tekopora", "abrazo")
            .Replace("BeneficiaryService/GetBeneficiary", "BeneficiaryService/FindIncompatibilities")
            .Replace("beneficiary.person.name.first_surname", "sources").Replace("beneficiary.enrollments.status", "incompatibilities.rule_code")
            .Replace("ListProgrammes", "GetProgramme");
        var book = Papers.Book(more: other);

        string Covered(string programme) =>
            book.Decide("mtess", Path("EligibilityService/CheckEligibility"), Purpose.BenefitControl, programme, Day).AgreementId;

        Assert.Equal(("mtess-control", "mtess-abrazo"), (Covered("tekopora"), Covered("abrazo")));
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var book = Papers.Book();
        var path = Path("EligibilityService/CheckEligibility");
        for (var i = 0; i < 1000; i++)
            Ask();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Ask();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Ask()
        {
            _ = book.Decide("mtess", path, Purpose.BenefitControl, "tekopora", Day).IsGranted;
            _ = book.Decide("mtess", path, Purpose.Referral, "tekopora", Day).IsGranted;
            _ = book.Decide("nobody", path, Purpose.Referral, "tekopora", Day).IsGranted;
        }
    }

    private static string Path(string method) => ExchangedMethods.Find(method)!.Path;

    private static AgreementBook BookOf(string method, string more = "") => Papers.Book(agreement: $"""
        id: the-agreement
        title: Uno
        parties: {"{ consumer: mtess, providers: [mds] }"}
        instrument: {"{ kind: Convenio, number: '1/2026', date: 2026-01-01, article: '1' }"}
        validity: {"{ from: 2026-01-01, until: 2026-12-31 }"}
        purposes: [PURPOSE_BENEFIT_CONTROL]
        quota: {"{ per_second: 1, per_day: 1 }"}
        max_staleness: 0s
        audit_class: standard
        methods:
          - method: {method}
            fields: ['*']
        {more}
        """);

    private static AgreementDecision Decide(
        AgreementBook book,
        string method,
        string consumer = "mtess",
        Purpose purpose = Purpose.BenefitControl,
        string? programme = null,
        DateOnly? day = null) =>
        book.Decide(consumer, Path(method), purpose, programme, day ?? Day);

    private static void AssertDenied(AgreementDecision decision, string reason, string precise)
    {
        Assert.False(decision.IsGranted);
        var problem = decision.ToProblem();
        Assert.Equal((StatusCode.PermissionDenied, reason), (problem.Code, problem.Reason));
        Assert.Contains(precise, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Localized);
        Assert.Null(problem.RetryAfter);
        Assert.Equal(problem.Message, Problem.FromStatus(problem.ToStatus())!.Message);
        Assert.Contains("institution", problem.Facts.Keys);
        Assert.All(ExchangeMetadata.PurposeNames, name => Assert.DoesNotContain(name, problem.Localized, StringComparison.Ordinal));
    }
}
