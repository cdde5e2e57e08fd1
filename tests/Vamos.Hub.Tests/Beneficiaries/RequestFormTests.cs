namespace Vamos.Hub.Tests.Beneficiaries;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Tests.Running;

public sealed class RequestFormTests
{
    [Theory]
    [InlineData("10x")]
    [InlineData("")]
    [InlineData("1.234.567")]
    [InlineData("0123")]
    [InlineData("1234567890")]
    [InlineData("１２３")]
    public async Task Request_with_a_malformed_number_names_the_field(string number)
    {
        await using var hub = await RunningHub.StartAsync();

        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.GetAsync(number));

        Assert.Equal(ErrorReasons.InvalidRequest, problem.Reason);
        Assert.Equal("national_id.number", Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public async Task Request_with_many_mistakes_names_them_all_at_once()
    {
        await using var hub = await RunningHub.StartAsync();
        var request = new GetBeneficiaryRequest
        {
            NationalId = new NationalId { Number = "x", Letter = "aa", CountryCode = "Paraguay" },
            MaxAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(-1)),
            ReadMask = new FieldMask { Paths = { "person", "persona", "enrollments" } },
        };

        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.Beneficiaries().GetBeneficiaryAsync(request, RunningHub.Purpose).ResponseAsync);

        Assert.Equal(["national_id.letter", "national_id.country_code", "max_age", "read_mask.paths[1]"], problem.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task Request_without_a_person_says_that_one_is_required()
    {
        await using var hub = await RunningHub.StartAsync();

        var problem = await Fails.WithAsync(
            StatusCode.InvalidArgument, () => hub.Beneficiaries().GetBeneficiaryAsync(new GetBeneficiaryRequest(), RunningHub.Purpose).ResponseAsync);

        Assert.Equal("national_id", Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public async Task Request_larger_than_allowed_is_refused_unread()
    {
        await using var hub = await RunningHub.StartAsync();
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = new string('1', 2 * 1024 * 1024) } };

        var refused = await Assert.ThrowsAsync<RpcException>(() => hub.Beneficiaries().GetBeneficiaryAsync(request, RunningHub.Purpose).ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("maximum", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_whose_deadline_has_passed_is_told_so()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        mds.Answers = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new();
        };
        await using var hub = await RunningHub.StartAsync(mds);

        var late = await Assert.ThrowsAsync<RpcException>(() => hub.GetAsync("99000004", TimeSpan.FromMilliseconds(-1)));

        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
    }
}
