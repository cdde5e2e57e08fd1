namespace Vamos.Clients.Tests;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Calls;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

public sealed class LookupTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Id = new() { Number = "99000004" };

    [Fact(Timeout = 20_000)]
    public async Task Lookup_answered_by_the_hub_returns_person_and_exchange_id()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (request, _, _) => Task.FromResult(new Beneficiary { Person = new Person { NationalId = request.NationalId } });
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var answer = await connection.Beneficiaries.GetAsync(Id);

        Assert.Equal("99000004", answer.Beneficiary.Person.NationalId.Number);
        Assert.Equal(HubScript.ExchangeId, answer.ExchangeId);
        Assert.True(answer.IsFound);
        Assert.Equal("utgs", connection.Institution);
    }

    [Fact(Timeout = 20_000)]
    public async Task Lookup_with_options_sends_mask_age_and_declaration()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Beneficiaries.GetAsync(Id, new LookupOptions
        {
            ReadMask = FieldMask.FromString<Beneficiary>("person.name,enrollments"),
            MaxAge = TimeSpan.FromMinutes(5),
            Declaration = new CallDeclaration { Purpose = Purpose.BenefitControl, CaseId = "EXP 2026/17", User = "u-77" },
        });

        var call = hub.Script.Calls.Single();
        var request = (GetBeneficiaryRequest)call.Request;
        Assert.Equal(["person.name", "enrollments"], request.ReadMask.Paths);
        Assert.Equal(TimeSpan.FromMinutes(5), request.MaxAge.ToTimeSpan());
        Assert.Equal("PURPOSE_BENEFIT_CONTROL", call.Header(ExchangeMetadata.Purpose));
        Assert.Equal("EXP 2026/17", call.Header(ExchangeMetadata.CaseId));
        Assert.Equal("u-77", call.Header(ExchangeMetadata.User));
    }

    [Fact(Timeout = 20_000)]
    public async Task Lookup_without_options_leaves_mask_and_age_out_and_declares_the_purpose_of_the_connection()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Beneficiaries.GetAsync(Id);

        var call = hub.Script.Calls.Single();
        var request = (GetBeneficiaryRequest)call.Request;
        Assert.Null(request.ReadMask);
        Assert.Null(request.MaxAge);
        Assert.Equal("PURPOSE_CASE_MANAGEMENT", call.Header(ExchangeMetadata.Purpose));
        Assert.Null(call.Header(ExchangeMetadata.CaseId));
        Assert.Null(call.Header(ExchangeMetadata.User));
    }

    [Fact(Timeout = 20_000)]
    public async Task Declaration_of_the_application_comes_after_the_call_and_before_the_connection()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.Declaration = () => new CallDeclaration { Purpose = Purpose.BenefitPayment, CaseId = "of-the-application", User = "clerk-3" };
        using var connection = VamosConnection.Open(options);

        await connection.Beneficiaries.GetAsync(Id, new LookupOptions { Declaration = new CallDeclaration { CaseId = "of-the-call" } });

        var call = hub.Script.Calls.Single();
        Assert.Equal("PURPOSE_BENEFIT_PAYMENT", call.Header(ExchangeMetadata.Purpose));
        Assert.Equal("of-the-call", call.Header(ExchangeMetadata.CaseId));
        Assert.Equal("clerk-3", call.Header(ExchangeMetadata.User));
        Assert.Single(call.Headers.GetAll(ExchangeMetadata.CaseId));
    }

    [Fact(Timeout = 20_000)]
    public async Task Raw_stub_over_the_connection_declares_the_purpose_and_has_a_deadline()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var stub = new BeneficiaryService.BeneficiaryServiceClient(connection.CallInvoker);

        using var call = stub.GetBeneficiaryAsync(new GetBeneficiaryRequest { NationalId = Id });
        var headers = await call.ResponseHeadersAsync;
        await call;

        Assert.NotNull(headers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal(HubScript.ExchangeId, call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId));
        Assert.Equal("PURPOSE_CASE_MANAGEMENT", hub.Script.Calls.Single().Header(ExchangeMetadata.Purpose));
        Assert.NotEqual(DateTime.MaxValue, hub.Script.Calls.Single().Deadline);
    }

    [Fact(Timeout = 20_000)]
    public async Task Stream_over_the_connection_declares_the_purpose_and_has_no_deadline()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var stub = new BeneficiaryService.BeneficiaryServiceClient(connection.CallInvoker);

        using var call = stub.WatchBeneficiaries(new WatchBeneficiariesRequest());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal("mds", call.ResponseStream.Current.Institution);
        Assert.Equal("PURPOSE_CASE_MANAGEMENT", hub.Script.Calls.Single().Header(ExchangeMetadata.Purpose));
        Assert.Equal(DateTime.MaxValue, hub.Script.Calls.Single().Deadline);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" padded")]
    [InlineData("padded ")]
    [InlineData("señora")]
    [InlineData("two\nlines")]
    public void Declaration_of_a_text_that_cannot_be_sent_is_refused_at_once(string text)
    {
        Assert.Throws<ArgumentException>(() => new CallDeclaration { CaseId = text });
        Assert.Throws<ArgumentException>(() => new CallDeclaration { User = text });
        Assert.Throws<ArgumentException>(() => new CallDeclaration { User = new string('x', CallDeclaration.MaxLength + 1) });
    }
}
