namespace Vamos.Cli.Referrals;

using Spectre.Console;
using Vamos.Cli.Reports;
using Vamos.Clients.Referrals;
using Vamos.Referral.V1;

/// <summary>A referral for people.</summary>
internal static class ReferralReport
{
    public static void Write(IAnsiConsole console, ReferralAnswer answer)
    {
        var referral = answer.Referral;
        SectionWriter.Write(console, Section.OfFacts(
            referral.ReferralId.Length == 0 ? "Referral" : $"Referral {referral.ReferralId}",
            ("Person", Wording.Id(referral.NationalId)),
            ("From", referral.SenderInstitution),
            ("To", referral.ReceiverInstitution),
            ("Service", referral.ServiceId),
            ("State", State(referral)),
            ("Reason", OneLine(referral.Reason)),
            ("Declined", OneLine(referral.DeclineReason)),
            ("Outcome", OneLine(referral.Outcome)),
            ("Answers", referral.CounterToReferralId),
            ("Case", referral.CaseId),
            ("Created", Wording.Second(referral.CreateTime)),
            ("Changed", Wording.Second(referral.UpdateTime)),
            ("Version", referral.Version == 0 ? "" : $"{referral.Version}")));
        if (answer.ExchangeId.Length != 0)
            console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>The state, and until when what is still to be done.</summary>
    public static string State(Referral referral) => (referral.State, Wording.Moment(referral.Deadline)) switch
    {
        (ReferralState.Sent, { Length: > 0 } deadline) => $"sent, to be accepted by {deadline}",
        (ReferralState.Accepted, { Length: > 0 } deadline) => $"accepted, to be completed by {deadline}",
        var (state, _) => Wording.Of(state),
    };
}
