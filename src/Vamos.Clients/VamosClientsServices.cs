namespace Microsoft.Extensions.DependencyInjection;

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vamos.Clients;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Eligibility;
using Vamos.Clients.Exchanges;
using Vamos.Clients.Fips;
using Vamos.Clients.Referrals;
using Vamos.Clients.ServiceNetwork;

/// <summary>Registers the clients of the hub.</summary>
public static class VamosClientsServices
{
    /// <summary>
    /// Registers one <see cref="VamosConnection"/> for the application and a typed client for each service of the hub.
    /// Wrong options stop an application with a host at its start, others at the first use of a client.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says where the hub is and who we are.</param>
    public static IServiceCollection AddVamosClients(this IServiceCollection services, Action<VamosClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptions<VamosClientOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VamosClientOptions>, VamosClientOptionsValidator>());
        services.TryAddSingleton(provider => VamosConnection.Open(
            provider.GetRequiredService<IOptions<VamosClientOptions>>().Value,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton<BeneficiaryClient>();
        services.TryAddSingleton<EligibilityClient>();
        services.TryAddSingleton<FormsClient>();
        services.TryAddSingleton<ServiceNetworkClient>();
        services.TryAddSingleton<ReferralClient>();
        services.TryAddSingleton<ReceiptClient>();
        services.TryAddSingleton<AccessClient>();
        services.TryAddSingleton<TrafficClient>();
        return services;
    }
}
