namespace Vamos.Hub.Tests.Exchange.Agreements;

using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Documents;

/// <summary>Letting calls through, and the quota of every method of the contracts.</summary>
public sealed class AgreementGateTests : IDisposable
{
    private readonly AgreementsFolder _folder = new();
    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 6, 1, 15, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Methods => [.. ExchangedMethods.All.Select(m => m.ShortName)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_over_its_quota_is_denied_and_told_when_to_come_back(string method)
    {
        _folder.Write("agreements/mtess.yaml", AgreementsFolder.Agreement
            .Replace("BeneficiaryService/GetBeneficiary", method)
            .Replace("beneficiary.enrollments.status", "'*'")
            .Replace("per_second: 5, per_day: 100", "per_second: 2, per_day: 3"));
        var gate = Gate();
        var path = ExchangedMethods.Find(method)!.Path;

        for (var i = 0; i < 2; i++)
            gate.Admit("mtess", path, Purpose.BenefitControl);
        var second = Assert.Throws<ProblemException>(() => gate.Admit("mtess", path, Purpose.BenefitControl)).Problem;
        _time.Move(second.RetryAfter!.Value);
        gate.Admit("mtess", path, Purpose.BenefitControl);
        var day = Assert.Throws<ProblemException>(() => gate.Admit("mtess", path, Purpose.BenefitControl)).Problem;

        Assert.All([second, day], p => Assert.Equal((StatusCode.ResourceExhausted, ErrorReasons.QuotaExceeded), (p.Code, p.Reason)));
        Assert.Equal(("per_second", "per_day"), (second.Facts["limit"], day.Facts["limit"]));
        Assert.InRange(day.RetryAfter!.Value, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
    }

    [Fact]
    public void Denied_call_does_not_count()
    {
        var gate = Gate();

        Assert.Throws<ProblemException>(() => gate.Admit("mtess", ExchangedMethods.Find("BeneficiaryService/GetBeneficiary")!.Path, Purpose.Referral));

        Assert.Equal(0, gate.MeterOf("mtess-control").CountOn(AgreementCalendar.Today(_time)));
    }

    [Fact]
    public void Grant_says_all_that_the_pipeline_needs()
    {
        var grant = Gate().Admit("mtess", ExchangedMethods.Find("BeneficiaryService/GetBeneficiary")!.Path, Purpose.BenefitControl);

        Assert.Equal(("mtess-control", AuditClass.Standard, TimeSpan.FromDays(1)), (grant.Agreement.Id, grant.AuditClass, grant.MaxStaleness));
        Assert.Equal(["mds"], grant.Providers);
        Assert.Equal(["beneficiary.enrollments.status"], grant.Fields.Paths);
    }

    [Fact]
    public void Standard_services_are_under_no_agreement()
    {
        Assert.False(AgreementGate.Governs("/grpc.health.v1.Health/Check"));
        Assert.True(AgreementGate.Governs("/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary"));
        Assert.True(AgreementGate.Governs(""));
    }

    private AgreementGate Gate() => new(CurrentAgreements.Load(_folder.Path, _time, NullLogger.Instance), _time);
}

/// <summary>Decides and counts one call, as the exchange does.</summary>
internal static class GateAdmission
{
    public static MethodGrant Admit(this AgreementGate gate, string consumer, string method, Purpose purpose)
    {
        var decision = gate.Decide(consumer, method, purpose, null);
        if (!decision.IsGranted)
            throw new ProblemException(decision.ToProblem());
        var verdict = gate.Take(decision.Grant);
        return verdict.IsWithin ? decision.Grant : throw new ProblemException(AgreementGate.OverQuota(decision.Grant, verdict));
    }
}
