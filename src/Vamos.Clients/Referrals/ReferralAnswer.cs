namespace Vamos.Clients.Referrals;

using Vamos.Referral.V1;

/// <summary>A referral, as far as our agreement shows it.</summary>
/// <param name="Referral">The referral.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record ReferralAnswer(Referral Referral, string ExchangeId);
