namespace Vamos.Clients;

using Microsoft.Extensions.Options;
using Vamos.Certificates;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>The rules of <see cref="VamosClientOptions"/>, all of them at once.</summary>
internal sealed class VamosClientOptionsValidator : IValidateOptions<VamosClientOptions>
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, VamosClientOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <exception cref="OptionsValidationException">Something is wrong; holds everything that is.</exception>
    public static void ThrowIfInvalid(VamosClientOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count != 0)
            throw new OptionsValidationException(nameof(VamosClientOptions), typeof(VamosClientOptions), errors);
    }

    private static IEnumerable<string> Errors(VamosClientOptions options)
    {
        if (!IsHubAddress(options.HubAddress))
            yield return $"{nameof(options.HubAddress)} is '{options.HubAddress}', must be an https address without path, for example https://localhost:7443.";

        var files = new (string Name, string Path, string Example)[]
        {
            (nameof(options.AuthorityPath), options.AuthorityPath, "certs/dev/ca.pem"),
            (nameof(options.CertificatePath), options.CertificatePath, "certs/dev/utgs.pem"),
            (nameof(options.KeyPath), options.KeyPath, "certs/dev/utgs.key"),
        };
        foreach (var (name, path, example) in files)
        {
            if (string.IsNullOrWhiteSpace(path))
                yield return $"{name} is missing: the path of a PEM file, for example {example}.";
            else if (!File.Exists(path))
                yield return $"{name} names the file '{path}', which does not exist.";
        }

        if (options.ExpectedInstitution is { } institution && !InstitutionName.TryNormalize(institution, out _))
            yield return $"{nameof(options.ExpectedInstitution)} is '{institution}', must be null or an institution's code: {InstitutionName.Rule}.";
        if (options.Deadline < Millisecond || options.Deadline > TimeSpan.FromHours(1))
            yield return $"{nameof(options.Deadline)} is {options.Deadline}, must be from 1 ms to 1 hour.";
        if (options.Purpose != Purpose.Unspecified && ExchangeMetadata.NameOf(options.Purpose).Length == 0)
            yield return $"{nameof(options.Purpose)} is {(int)options.Purpose}, which is no purpose of the contract.";
        if (options.MaxAttempts is < 2 or > 10)
            yield return $"{nameof(options.MaxAttempts)} is {options.MaxAttempts}, must be from 2 to 10; to try once, set {nameof(options.Retries)} to false.";
        if (options.MaxRetryDelay < Millisecond || options.MaxRetryDelay > TimeSpan.FromMinutes(5))
            yield return $"{nameof(options.MaxRetryDelay)} is {options.MaxRetryDelay}, must be from 1 ms to 5 minutes.";
        if (options.RetryDelay < Millisecond || options.RetryDelay > options.MaxRetryDelay)
            yield return $"{nameof(options.RetryDelay)} is {options.RetryDelay}, must be from 1 ms to that of {nameof(options.MaxRetryDelay)}.";
        if (options.MaxMessageSize is < 64 * 1024 or > 64 * 1024 * 1024)
            yield return $"{nameof(options.MaxMessageSize)} is {options.MaxMessageSize}, must be from 65536 (64 KiB) to 67108864 (64 MiB).";
    }

    private static bool IsHubAddress(Uri? address) =>
        address is { IsAbsoluteUri: true, AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } && address.Scheme == Uri.UriSchemeHttps;
}
