namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos referral</c>.</summary>
internal static class ReferralCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("referral", "Sends people to services of other institutions, and answers for those sent to ours.")
        {
            Examples =
            [
                CreateReferralCommand.Examples[0],
                MoveReferralCommand.AcceptExamples[0],
                MoveReferralCommand.CompleteExamples[0],
                WatchReferralsCommand.Examples[0],
            ],
            Subcommands =
            {
                new CreateReferralCommand(terminal).Create(),
                new GetReferralCommand(terminal).Create(),
                new ListReferralsCommand(terminal).Create(),
                MoveReferralCommand.Accept(terminal).Create(),
                MoveReferralCommand.Decline(terminal).Create(),
                MoveReferralCommand.Complete(terminal).Create(),
                new WatchReferralsCommand(terminal).Create(),
            },
        };
}
