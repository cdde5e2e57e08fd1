namespace Vamos.Clients.Tests;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Fips;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;

public sealed class FormsTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly Problem Stopping = new(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.");

    private static readonly IntegratedProtectionForm Form = new()
    {
        Interview = new Interview { Date = new Date { Year = 2026, Month = 10, Day = 5 }, Place = new Place { DistrictCode = "1116" } },
        Members = { new FormMember { MemberId = "1", NationalId = new NationalId { Number = "99000004" } } },
    };

    [Fact(Timeout = 30_000)]
    public async Task Form_that_the_hub_could_not_take_at_once_is_submitted_again_under_the_same_request_id()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (request, number) => number < 3
            ? throw Stopping.ToException()
            : new SubmitFormResponse
            {
                Form = new IntegratedProtectionForm(request.Form) { FormId = "F1", Version = 1 },
                Warnings = { new FormViolation { RuleCode = "w" } },
            };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var stored = await connection.Forms.SubmitAsync(Form);

        Assert.Equal(("F1", 1, "w", HubScript.ExchangeId), (stored.Form.FormId, stored.Form.Version, stored.Warnings.Single().RuleCode, stored.ExchangeId));
        var requests = hub.Script.Calls.Select(call => (SubmitFormRequest)call.Request).ToArray();
        Assert.Equal(3, requests.Length);
        Assert.NotEmpty(requests[0].RequestId);
        Assert.Single(requests.Select(request => request.RequestId).Distinct());
        Assert.All(requests, request => Assert.Equal(Form, request.Form));
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_that_breaks_rules_is_refused_with_every_violation()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (_, _) => throw Problem.InvalidRequest(
            [new ProblemField("form.members", "debe haber un solo jefe de hogar"), new ProblemField("form.interview.date", "es futura")]).ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(() => connection.Forms.SubmitAsync(Form, "mine"));

        Assert.Equal(["form.members", "form.interview.date"], failure.Fields.Select(field => field.Field));
        Assert.Equal("mine", ((SubmitFormRequest)hub.Script.Calls.Single().Request).RequestId);
    }

    [Fact(Timeout = 30_000)]
    public async Task Version_that_is_not_the_latest_is_a_failure_of_its_own()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (_, _) => throw new RpcException(new Grpc.Core.Status(StatusCode.Aborted, "Version 3 is the latest."));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => connection.Forms.SubmitAsync(Form));

        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Findings_tell_warnings_from_errors()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Validation = request => new ValidateFormResponse
        {
            Violations = { new FormViolation { Severity = request.Form.Members.Count == 0 ? ViolationSeverity.Error : ViolationSeverity.Warning } },
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.True((await connection.Forms.ValidateAsync(Form)).CanBeStored);
        Assert.False((await connection.Forms.ValidateAsync(new IntegratedProtectionForm())).CanBeStored);
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_is_read_by_identifier_and_by_person()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Form = request => new IntegratedProtectionForm(Form) { FormId = request.FormId, Version = request.Version };
        hub.Script.Forms.PersonForm = request => request.NationalId.Number == "99000004"
            ? Form
            : throw new Problem(StatusCode.NotFound, "FORM_NOT_FOUND", "No form names the person.", "No hay ficha.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var versioned = await connection.Forms.GetAsync("F1", 2, FieldMask.FromString<IntegratedProtectionForm>("members"));
        var own = await connection.Forms.GetOfPersonAsync(new NationalId { Number = "99000004" });
        var failure = await Assert.ThrowsAsync<VamosException>(() => connection.Forms.GetOfPersonAsync(new NationalId { Number = "1" }));

        Assert.Equal(("F1", 2L, HubScript.ExchangeId), (versioned.Form.FormId, versioned.Form.Version, versioned.ExchangeId));
        Assert.Equal("members", Assert.Single(((GetFormRequest)hub.Script.Calls[0].Request).ReadMask.Paths));
        Assert.Equal(Form, own.Form);
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Pages_of_a_list_are_read_to_the_last()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.List = request => new ListFormsResponse
        {
            Forms = { new IntegratedProtectionForm { FormId = $"{request.PageToken}a" }, new IntegratedProtectionForm { FormId = $"{request.PageToken}b" } },
            NextPageToken = request.PageToken switch { "" => "2", "2" => "3", _ => "" },
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var since = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(-3));

        var options = new FormListOptions { TerritoryCode = "11", UpdatedSince = since };

        var forms = await connection.Forms.ListAsync(options).Select(form => form.FormId).ToListAsync();

        Assert.Equal(["a", "b", "2a", "2b", "3a", "3b"], forms);
        Assert.All(hub.Script.Calls, call =>
        {
            var request = (ListFormsRequest)call.Request;
            Assert.Equal(("11", Timestamp.FromDateTimeOffset(since)), (request.TerritoryCode, request.UpdatedSince));
        });
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_breaks_goes_on_behind_the_last_form()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Watch = async (_, stream, number) =>
        {
            await stream.WriteAsync(new WatchFormsResponse { ResumeToken = ByteString.CopyFromUtf8($"t{number}"), Form = Form });
            throw Stopping.ToException();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var opened = 0;
        var options = new FormWatchOptions { ResumeToken = ByteString.CopyFromUtf8("t0"), TerritoryCode = "1116", Opened = () => opened++ };

        var heard = await connection.Forms.WatchAsync(options).Take(3).Select(stored => stored.ResumeToken.ToStringUtf8()).ToListAsync();

        Assert.Equal(["t1", "t2", "t3"], heard);
        var requests = hub.Script.Calls.Select(call => (WatchFormsRequest)call.Request).ToArray();
        Assert.Equal(["t0", "t1", "t2"], requests.Take(3).Select(request => request.ResumeToken.ToStringUtf8()));
        Assert.All(requests, request => Assert.Equal("1116", request.TerritoryCode));
        Assert.Equal(3, opened);
    }

    [Fact(Timeout = 30_000)]
    public async Task Protection_is_asked_for_a_person_or_a_household_and_says_who_is_missing()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Protection = _ => new ProtectionStatus
        {
            Household = { new Protection { Code = "safe-water", State = ProtectionState.Gap } },
            Sources = { new SourceStatus { Institution = "mds" }, new SourceStatus { Institution = "ips", State = SourceState.TimedOut } },
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var person = await connection.Forms.GetProtectionStatusAsync(new NationalId { Number = "99000004" });
        await connection.Forms.GetProtectionStatusAsync("H1");

        Assert.Equal("safe-water", person.Status.Household.Single().Code);
        Assert.Equal("ips", Assert.Single(person.Missing).Institution);
        Assert.Equal(HubScript.ExchangeId, person.ExchangeId);
        var requests = hub.Script.Calls.Select(call => (GetProtectionStatusRequest)call.Request).ToArray();
        Assert.Equal(("99000004", "H1"), (requests[0].NationalId.Number, requests[1].HouseholdId));
    }
}
