namespace Vamos.Adapters.Tests.Certification;

/// <summary>Certification finds what is broken, names it, and blames nothing else.</summary>
public sealed class BrokenAdapterTests
{
    [Fact]
    public async Task Sound_adapter_passes_every_check()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.None);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations);

        Assert.True(certified.ExitCode == 0, certified.Output + certified.Errors);
        Assert.Equal(["changes-not-offered"], certified.Skipped);
        Assert.Contains("PASSED: mds (1.0, vamos.adapter.v1): 32 passed, 0 failed, 1 skipped", certified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.DescribesAnotherInstitution, "describe-complete", "provenance")]
    [InlineData(Fault.DescribesDifferentlyEachTime, "describe-stable")]
    [InlineData(Fault.LetsEveryInstitutionIn, "access-other-institution")]
    [InlineData(Fault.FactWithoutProvenance, "provenance")]
    [InlineData(Fault.FactOfAnotherInstitution, "provenance")]
    [InlineData(Fault.FactOfASystemNotOffered, "provenance")]
    [InlineData(Fault.FactOfTomorrow, "provenance")]
    [InlineData(Fault.WrongAmount, "golden-vectors")]
    [InlineData(Fault.UnknownPersonIsAnError, "unknown-person")]
    [InlineData(Fault.IgnoresKinds, "kinds-asked", "kinds-not-offered")]
    [InlineData(Fault.FailsForUnknownKinds, "kinds-not-offered")]
    [InlineData(Fault.EchoesAnotherPerson, "identity-echo")]
    [InlineData(Fault.TellsPyFromNothing, "identity-spellings")]
    [InlineData(Fault.IgnoresTheLetter, "identity-letter")]
    [InlineData(Fault.IgnoresTheCountry, "identity-country")]
    [InlineData(Fault.AcceptsMalformedNumbers, "malformed-question", "batch-malformed-question")]
    [InlineData(Fault.MalformedNumberWithoutField, "malformed-question", "batch-malformed-question")]
    [InlineData(Fault.BatchAnswersDifferently, "batch-equals-single")]
    [InlineData(Fault.BatchAnswersDuplicatesOnce, "batch-answers-once")]
    [InlineData(Fault.MalformedQuestionEndsTheBatch, "batch-malformed-question")]
    [InlineData(Fault.NoSignOfLife, "changes-sign-of-life")]
    [InlineData(Fault.TakesAnyToken, "changes-malformed-token")]
    [InlineData(Fault.LosesAChangeOnResumption, "changes-resume")]
    [InlineData(Fault.OneWatcherTakesTheChangeFromTheOther, "changes-two-watchers")]
    [InlineData(Fault.ErrorHoldsTheNumber, "errors-private")]
    [InlineData(Fault.ErrorHoldsAStackTrace, "errors-private")]
    public async Task Adapter_broken_on_purpose_fails_and_the_defect_is_named(Fault fault, params string[] checks)
    {
        await using var adapter = await RunningBreakable.StartAsync(fault);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations);

        Assert.Equal(1, certified.ExitCode);
        Assert.True(checks.SequenceEqual(certified.Failed), certified.Output);
        Assert.All(checks, check => Assert.Contains($"FAILED  {check}: ", certified.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.CancelledCallsAreRemembered, "cancellation")]
    [InlineData(Fault.UnreliableUnderLoad, "load")]
    public async Task Adapter_that_breaks_in_use_fails_where_it_does(Fault fault, string check)
    {
        await using var adapter = await RunningBreakable.StartAsync(fault);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations, "--only", check, "--load-seconds", "1");

        Assert.True(certified.ExitCode == 1, certified.Output);
        Assert.Equal([check], certified.Failed);
    }

    [Fact]
    public async Task Adapter_without_change_feed_is_not_blamed_for_it()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.WatchesNothing);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations);

        Assert.True(certified.ExitCode == 0, certified.Output);
        Assert.Equal(["changes-sign-of-life", "changes-malformed-token", "changes-resume", "changes-two-watchers"], certified.Skipped);
    }

    [Fact]
    public async Task Without_expectations_it_is_said_what_could_not_be_tried()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.None);

        var certified = await Certified.RunAsync(adapter.Port, expectations: null, "--only", "golden-vectors,unknown-person,batch-answers-once,changes-resume");

        Assert.Equal(0, certified.ExitCode);
        Assert.Equal(["golden-vectors", "changes-resume"], certified.Skipped);
        Assert.Contains("name people with --expect", certified.Output, StringComparison.Ordinal);
    }
}
